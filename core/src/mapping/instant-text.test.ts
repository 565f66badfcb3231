import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantText } from './instant-text.ts'

const least = Date.UTC(2000, 0) - 730_485 * 86_400_000
const greatest = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

test('an instant of any year with four digits is written as the engine writes it', () => {
  expect(new Date(least).toISOString()).toBe('0000-01-01T00:00:00.000Z')
  const at = fc.oneof(
    fc.integer({ min: least, max: greatest }),
    fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1000),
    fc.constantFrom(least, -1, 0, 951_782_400_000, 4_107_542_399_999, greatest),
  )
  fc.assert(
    fc.property(at, (ms) => {
      expect(instantText(ms)).toBe(new Date(ms).toISOString())
    }),
    { numRuns: 3000 },
  )
})

test('every day of 400 years is in its month', () => {
  const days = Array.from({ length: 146_097 }, (_, day) => day * 86_400_000)
  expect(days.filter((at) => instantText(at) !== new Date(at).toISOString())).toStrictEqual([])
})
