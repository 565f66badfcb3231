import { expect, test } from 'vitest'
import { equallyOften } from './mishaps.ts'

test('a tenth of all requests meets something, each kind equally often', () => {
  let left = 1
  const parts = equallyOften(['one', 'other', 'third'], 0.1).map(({ share }) => {
    const part = left * share
    left -= part
    return part
  })
  expect(left).toBeCloseTo(0.9, 12)
  for (const part of parts) expect(part).toBeCloseTo(0.1 / 3, 12)
})
