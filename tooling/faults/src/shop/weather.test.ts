import { expect, test } from 'vitest'
import { badWeather } from './weather.ts'

test('a tenth of all requests meets something, each kind equally often', () => {
  let left = 1
  const parts = badWeather(0.1).mishaps.map(({ share }) => {
    const part = left * share
    left -= part
    return part
  })
  expect(left).toBeCloseTo(0.9, 12)
  for (const part of parts) expect(part).toBeCloseTo(0.1 / parts.length, 12)
})
