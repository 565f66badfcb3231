import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { barListLayout } from './bar-list-layout.ts'
import type { BarListProps, Known } from './chart-props.ts'

function listOf(values: readonly Known[], rest: Partial<BarListProps> = {}): BarListProps {
  return {
    kind: 'barList',
    title: 'Orders by country',
    format: { type: 'count' },
    items: values.map((value, index) => ({ id: String(index), name: `Country ${index}`, value })),
    ...rest,
  }
}

const shares = (props: BarListProps) => barListLayout(props).rows.map(({ share }) => share)

test('shares are of the sum, or of what is said to be the whole', () => {
  expect(shares(listOf([30, 10], { hasShares: true }))).toStrictEqual(['75%', '25%'])
  expect(shares(listOf([30, 10], { hasShares: true, total: 100 }))).toStrictEqual(['30%', '10%'])
})

test('there are no shares of a sum with negative parts, nor of nothing', () => {
  expect(shares(listOf([30, -10], { hasShares: true }))).toStrictEqual(['', ''])
  expect(shares(listOf([0, 0], { hasShares: true }))).toStrictEqual(['', ''])
})

test('where there is little room values are short', () => {
  const money = { format: { type: 'money', currency: 'EUR' } } as const
  const written = (width: number) =>
    barListLayout(listOf([12_345_678], { ...money, width })).rows[0]?.written
  expect([written(640), written(300)]).toStrictEqual(['€123,456.78', '€123.5K'])
})

test('a list is as high as it has rows', () => {
  const heights = [1, 2, 5].map((count) => barListLayout(listOf(Array(count).fill(1))).height)
  expect(heights).toStrictEqual([30, 60, 150])
})

test('bars are as long as their values, to the left where these are negative, and have their room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: -1e9, max: 1e9 })), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 240, max: 1200 }),
      (values, width) => {
        const { rows, zero, valuesEnd } = barListLayout(listOf(values, { width }))
        const longest = Math.max(...rows.map(({ value }) => Math.abs(value ?? 0)))
        const unit = longest === 0 ? 0 : Math.max(...rows.map(({ bar }) => bar.width)) / longest
        for (const { value, bar } of rows) {
          expect(bar.width).toBeCloseTo(Math.abs(value ?? 0) * unit, 4)
          expect((value ?? 0) < 0 ? bar.x + bar.width : bar.x).toBeCloseTo(zero, 4)
          expect(bar.x).toBeGreaterThan(0)
          expect(bar.x + bar.width).toBeLessThan(valuesEnd)
        }
      },
    ),
    { numRuns: 60 },
  )
})
