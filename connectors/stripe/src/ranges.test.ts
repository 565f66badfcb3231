import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitRest, yearsBetween } from './ranges.ts'

const second = (text: string) => Date.parse(text) / 1000

test('a range is cut at new year, and the present year goes to its end', () => {
  expect(
    yearsBetween(second('2024-06-01T12:00:00Z'), second('2026-01-01T00:00:00Z')),
  ).toStrictEqual([
    { gte: second('2024-06-01T12:00:00Z'), lt: second('2025-01-01T00:00:00Z') },
    { gte: second('2025-01-01T00:00:00Z'), lt: second('2026-01-01T00:00:00Z') },
    { gte: second('2026-01-01T00:00:00Z'), lt: second('2027-01-01T00:00:00Z') },
  ])
})

test('nothing is read of the future', () => {
  expect(yearsBetween(10, 9)).toStrictEqual([])
})

test('years of a later run are those of the run before, and one more at new year', () => {
  const instants = fc.integer({ min: 0, max: 4e9 })
  fc.assert(
    fc.property(instants, instants, instants, (from, one, other) => {
      const [sooner, later] = one < other ? [one, other] : [other, one]
      const before = yearsBetween(from, sooner)
      expect(yearsBetween(from, later).slice(0, before.length)).toStrictEqual(before)
    }),
  )
})

test('parts cover what is left to the second, without a gap and without an overlap', () => {
  const read = fc.record({
    rows: fc.integer({ min: 1, max: 5000 }),
    seconds: fc.integer({ min: 0, max: 1e8 }),
  })
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), read, (gte, length, density) => {
      const last = gte + length
      const parts = splitRest({ gte, last }, density)
      fc.pre(parts.length > 0)
      expect(parts.length).toBeGreaterThan(1)
      expect(parts[0]?.gte).toBe(gte)
      expect(parts.at(-1)?.lt).toBe(last + 1)
      for (const [index, part] of parts.entries()) {
        expect(part.lt - part.gte).toBeGreaterThanOrEqual(3600)
        expect(part.lt).toBe(parts[index + 1]?.gte ?? last + 1)
      }
    }),
  )
})

test('a quiet or a short rest is not cut', () => {
  expect(splitRest({ gte: 0, last: 1e7 }, { rows: 500, seconds: 1e7 })).toStrictEqual([])
  expect(splitRest({ gte: 0, last: 7000 }, { rows: 500, seconds: 1 })).toStrictEqual([])
})

test('a list of some thousand rows has a part for every five thousand, a long one for every two, up to sixteen', () => {
  const year = 365 * 86_400
  const partsOf = (rows: number) =>
    splitRest({ gte: 0, last: year }, { rows: rows / 100, seconds: year / 100 }).length
  expect([9000, 14_000, 20_000, 1_000_000].map(partsOf)).toStrictEqual([2, 3, 11, 16])
})
