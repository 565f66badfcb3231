import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { barLayout } from './bar-layout.ts'
import type { BarChartProps, Known } from './chart-props.ts'

function chartOf(
  series: readonly (readonly Known[])[],
  rest: Partial<BarChartProps> = {},
): BarChartProps {
  return {
    kind: 'bars',
    title: 'Orders',
    format: { type: 'count' },
    categories: (series[0] ?? []).map((_, index) => `place ${index}`),
    series: series.map((values, index) => ({ id: `s${index}`, name: `Series ${index}`, values })),
    ...rest,
  }
}

test('bars hang down from nothing where values are negative', () => {
  const { bars, zero } = barLayout(chartOf([[10, -5]]))
  expect(
    bars.map(({ y, height }) => [y, y + height].map((edge) => Math.round(edge - zero) === 0)),
  ).toStrictEqual([
    [false, true],
    [true, false],
  ])
})

test('what is unknown has no bar, and nothing has one without height', () => {
  const { bars } = barLayout(chartOf([[null, 0, 4]]))
  expect(bars.map(({ at, height }) => [at, height === 0])).toStrictEqual([
    ['place 1', true],
    ['place 2', false],
  ])
})

test('what it is compared with stands before it', () => {
  const series = [{ id: 'orders', name: 'Orders', values: [3], compared: [2] }]
  const { bars } = barLayout({ ...chartOf([[3]]), series })
  expect(bars.map(({ isCompared, value }) => [isCompared, value])).toStrictEqual([
    [true, 2],
    [false, 3],
  ])
  expect((bars[0]?.x ?? 0) < (bars[1]?.x ?? 0)).toBe(true)
})

test('a period that has not ended is known as such', () => {
  const { bars } = barLayout({
    kind: 'bars',
    title: 'Orders',
    format: { type: 'count' },
    periods: ['2026-10', '2026-11'],
    incomplete: [false, true],
    series: [{ id: 'orders', name: 'Orders', values: [3, 2] }],
  })
  expect(bars.map(({ at, isIncomplete }) => [at, isIncomplete])).toStrictEqual([
    ['2026-10', false],
    ['2026-11', true],
  ])
})

test('labels of periods stand under their bars', () => {
  const { bars, placeTicks } = barLayout({
    kind: 'bars',
    title: 'Orders',
    format: { type: 'count' },
    periods: ['2026-W46', '2026-W47', '2026-W48'],
    series: [{ id: 'orders', name: 'Orders', values: [3, 2, 1] }],
  })
  expect(placeTicks.map(({ lines }) => lines)).toStrictEqual([['Nov 9'], ['Nov 16'], ['Nov 23']])
  expect(placeTicks.map(({ at }) => Math.round(at))).toStrictEqual(
    bars.map(({ x, width }) => Math.round(x + width / 2)),
  )
})

test('a name that has no room is cut, and keeps its whole', () => {
  const categories = ['Grandfather’s pocket watches', 'b', 'c', 'd', 'e', 'f', 'g']
  const { placeTicks } = barLayout({ ...chartOf([[1, 1, 1, 1, 1, 1, 1]]), categories, width: 500 })
  expect([placeTicks[0]?.lines.at(-1)?.endsWith('…'), placeTicks[0]?.whole]).toStrictEqual([
    true,
    'Grandfather’s pocket watches',
  ])
  expect(placeTicks[1]?.whole).toBe(undefined)
})

const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), {
  minLength: 3,
  maxLength: 3,
})

test('heights are as values are, and no bar leaves the plot', () => {
  fc.assert(
    fc.property(
      fc.array(amounts, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('grouped' as const, 'stacked' as const),
      fc.integer({ min: 160, max: 1400 }),
      (series, arrangement, width) => {
        const { bars, plot, yOf } = barLayout(chartOf(series, { arrangement, width }))
        const unit = yOf(0) - yOf(1)
        expect(bars).toHaveLength(series.length * 3)
        for (const { x, y, width: across, height, value } of bars) {
          expect(height).toBeCloseTo(Math.abs(value) * unit, 6)
          expect(x).toBeGreaterThanOrEqual(plot.x)
          expect(x + across).toBeLessThanOrEqual(plot.x + plot.width + 0.001)
          expect(y).toBeGreaterThanOrEqual(plot.y - 0.001)
          expect(y + height).toBeLessThanOrEqual(plot.y + plot.height + 0.001)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a stack is as high as its sum, those below nothing apart', () => {
  fc.assert(
    fc.property(fc.array(amounts, { minLength: 1, maxLength: 5 }), (series) => {
      const { bars, yOf, zero } = barLayout(chartOf(series, { arrangement: 'stacked' }))
      for (const index of [0, 1, 2]) {
        const own = bars.filter(({ at }) => at === `place ${index}`)
        const above = own.filter(({ value }) => value >= 0)
        const below = own.filter(({ value }) => value < 0)
        const sum = (of: typeof own) => of.reduce((total, { value }) => total + value, 0)
        expect(Math.min(zero, ...above.map(({ y }) => y))).toBeCloseTo(yOf(sum(above)), 6)
        expect(Math.max(zero, ...below.map(({ y, height }) => y + height))).toBeCloseTo(
          yOf(sum(below)),
          6,
        )
      }
    }),
    { numRuns: 40 },
  )
})

test('bars beside each other do not overlap', () => {
  fc.assert(
    fc.property(fc.array(amounts, { minLength: 1, maxLength: 6 }), (series) => {
      const bars = barLayout(chartOf(series)).bars.toSorted((a, b) => a.x - b.x)
      for (const [index, { x, width }] of bars.entries())
        expect(bars[index + 1]?.x ?? Infinity).toBeGreaterThanOrEqual(x + width - 0.001)
    }),
    { numRuns: 40 },
  )
})
