import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { draws } from './random.ts'

const first = (row: ReturnType<typeof draws>) => [row.unit(), row.unit(), row.unit()]

test('the same keys give the same draws, and a neighbour gives others', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (seed, index) => {
      expect(first(draws(seed, index))).toEqual(first(draws(seed, index)))
      expect(first(draws(seed, index))).not.toEqual(first(draws(seed, index + 1)))
    }),
  )
})

test('the first draws of neighbouring rows are spread evenly', () => {
  const bins = Array.from({ length: 20 }, () => 0)
  for (let index = 0; index < 100_000; index += 1) {
    const bin = draws(1, 2, index).below(20)
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  // 5 000 expected in each; five standard deviations are 345.
  for (const count of bins) expect(Math.abs(count - 5_000)).toBeLessThan(345)
})

test('draws stay within their bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000 }), (seed, limit) => {
      const row = draws(seed)
      for (let round = 0; round < 20; round += 1) {
        expect(row.below(limit)).toBeLessThan(limit)
        const drawn = row.between(5, 5 + limit)
        expect(drawn).toBeGreaterThanOrEqual(5)
        expect(drawn).toBeLessThanOrEqual(5 + limit)
      }
    }),
  )
})
