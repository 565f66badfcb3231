import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Known, LineChartProps } from './chart-props.ts'
import { lineLayout } from './line-layout.ts'

function chartOf(values: readonly Known[], rest: Partial<LineChartProps> = {}): LineChartProps {
  const start = Date.UTC(2026, 0, 1)
  return {
    kind: 'line',
    title: 'Orders',
    format: { type: 'count' },
    periods: values.map((_, day) => new Date(start + day * 86_400_000).toISOString().slice(0, 10)),
    series: [{ id: 'orders', name: 'Orders', values }],
    ...rest,
  }
}

const places = (path = '') => path.match(/[ML]/gu)?.join('')
const lineOf = (props: LineChartProps) => lineLayout(props).lines[0]

test('what is unknown is a gap, and what stands alone between gaps is known as such', () => {
  const line = lineOf(chartOf([1, 2, null, 3, null, 4, 5]))
  expect(line?.complete.match(/M/gu)).toHaveLength(2)
  expect(line?.points.map(({ isAlone }) => isAlone)).toStrictEqual([
    false,
    false,
    true,
    false,
    false,
  ])
})

test('what leads to a period that has not ended is a path of its own', () => {
  const line = lineOf(chartOf([1, 2, 3], { incomplete: [false, false, true] }))
  expect([places(line?.complete), places(line?.incomplete)]).toStrictEqual(['ML', 'ML'])
  expect(line?.points.map(({ isIncomplete }) => isIncomplete)).toStrictEqual([false, false, true])
})

test('a single value stands in the middle', () => {
  const { plot, lines } = lineLayout(chartOf([7]))
  expect(lines[0]?.points.map(({ x }) => x)).toStrictEqual([plot.x + plot.width / 2])
})

test('the first and the last of 400 days reach the edges, and no mark is drawn for each', () => {
  const { plot, lines } = lineLayout(chartOf(Array.from({ length: 400 }, (_, day) => day)))
  const xs = lines[0]?.points.map(({ x }) => Math.round(x)) ?? []
  expect([xs[0], xs.at(-1)]).toStrictEqual([
    Math.round(plot.x + 4),
    Math.round(plot.x + plot.width - 4),
  ])
  expect(lines[0]?.showsPoints).toBe(false)
})

test('a month is as wide as it has days', () => {
  const months = chartOf([1, 2, 3], { periods: ['2026-01', '2026-02', '2026-03'] })
  const [january = 0, february = 0, march = 0] = lineOf(months)?.points.map(({ x }) => x) ?? []
  expect((february - january) / (march - february)).toBeCloseTo(31 / 28, 6)
})

test('what is compared has an entry beside its own, and a single line has none', () => {
  const series = [{ id: 'orders', name: 'Orders', values: [1, 2], compared: [2, 1] }]
  expect(
    lineLayout(chartOf([1, 2], { series })).legend.entries.map(({ name }) => name),
  ).toStrictEqual(['Orders', 'Orders, before'])
  expect(lineLayout(chartOf([1, 2])).legend.entries).toStrictEqual([])
})

test('a long legend makes the picture higher, rather than the plot lower', () => {
  const series = Array.from({ length: 12 }, (_, at) => ({
    id: `s${at}`,
    name: `Series ${at}`,
    values: [1, 2],
  }))
  const [few, many] = [series.slice(0, 2), series].map((some) =>
    lineLayout(chartOf([1, 2], { series: some, width: 240 })),
  )
  expect([few?.height, many?.height]).toStrictEqual([260, 340])
  expect((many?.plot.height ?? 0) > 150).toBe(true)
})

test('a point says its period, its values and what they are compared with', () => {
  const [target] = lineLayout(
    chartOf([1200, 2], {
      incomplete: [true, false],
      comparedPeriods: ['2025-01-01', '2025-01-02'],
      series: [{ id: 'orders', name: 'Orders', values: [1200, 2], compared: [null, 1] }],
    }),
  ).targets
  expect([target?.title, target?.rows]).toStrictEqual([
    'Thu, Jan 1, 2026, not complete yet',
    [
      { name: 'Orders', series: 0, value: '1,200' },
      { name: 'Wed, Jan 1, 2025', series: 0, isCompared: true, value: 'unknown' },
    ],
  ])
})

const known = fc.option(
  fc.oneof(
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
  ),
)

test('every point lies in the plot, which lies in the picture, and higher values lie higher', () => {
  fc.assert(
    fc.property(
      fc.array(known, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 160, max: 1400 }),
      fc.integer({ min: 120, max: 500 }),
      (values, width, height) => {
        const { plot, lines, placeTicks, valueTicks } = lineLayout(
          chartOf(values, { width, height }),
        )
        const points = lines[0]?.points ?? []
        expect(points.map(({ value }) => value)).toStrictEqual(
          values.filter((value) => value !== null),
        )
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(plot.x)
          expect(x).toBeLessThanOrEqual(plot.x + plot.width)
          expect(y).toBeGreaterThanOrEqual(plot.y - 0.001)
          expect(y).toBeLessThanOrEqual(plot.y + plot.height + 0.001)
        }
        const byValue = points.toSorted((a, b) => b.value - a.value).map(({ y }) => y)
        expect(byValue).toStrictEqual(byValue.toSorted((a, b) => a - b))
        expect(plot.x + plot.width).toBeLessThanOrEqual(width)
        expect(plot.y + plot.height).toBeLessThanOrEqual(height)
        expect(placeTicks.every(({ x }) => x >= 0 && x <= width)).toBe(true)
        expect(valueTicks.every(({ y }) => y >= 0 && y <= height)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('the areas that can be pointed at lie side by side over the whole plot', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), (count) => {
      const { plot, targets } = lineLayout(chartOf(Array.from({ length: count }, () => 1)))
      expect(targets).toHaveLength(count)
      const end = targets.reduce((x, target) => {
        expect(target.x).toBeCloseTo(x, 6)
        return target.x + target.width
      }, plot.x)
      expect(end).toBeCloseTo(plot.x + plot.width, 6)
    }),
    { numRuns: 30 },
  )
})
