import { expect, test } from 'vitest'
import { badWeather } from './weather.ts'

test('a tenth of the requests meets something, each kind as often as the others', () => {
  let left = 1
  const met = badWeather(0.1).mishaps.map(({ share }) => {
    const now = left * share
    left -= now
    return now
  })
  expect(1 - left).toBeCloseTo(0.1)
  for (const share of met) expect(share).toBeCloseTo(0.1 / met.length)
})
