import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { Chart } from './chart.ts'
import type { ChartProps } from './chart-props.ts'
import { ChartTable } from './data-table.ts'
import { Delta } from './delta.ts'
import { samples } from './gallery/samples.ts'

const markupOf = (props: ChartProps) => renderToStaticMarkup(createElement(Chart, props))

const orders: ChartProps = {
  kind: 'line',
  title: 'Orders',
  format: { type: 'count' },
  periods: ['2026-11-23', '2026-11-24', '2026-11-25'],
  incomplete: [false, false, true],
  series: [{ id: 'orders', name: 'Orders', values: [4, 12, 7], compared: [3, 3, 3] }],
}

test('a picture is an image with a name, and with its data in a sentence', () => {
  expect(markupOf(orders)).toMatch(/^<svg [^>]*role="img"[^>]*><title>Orders<\/title><desc>/u)
  expect(/<desc>(.*?)<\/desc>/u.exec(markupOf(orders))?.[1]).toBe(
    'Orders: lowest 4 (Mon, Nov 23, 2026), highest 12 (Tue, Nov 24, 2026), ' +
      'last 7 (Wed, Nov 25, 2026, not complete yet).',
  )
})

test('marks say which series and which period they are of', () => {
  const marks = [...markupOf(orders).matchAll(/data-x="([^"]+)" data-value="(\d+)"/gu)]
  expect(marks.map(([, at, value]) => [at, value])).toStrictEqual([
    ['2026-11-23', '4'],
    ['2026-11-24', '12'],
    ['2026-11-25', '7'],
  ])
  expect(markupOf(orders)).toContain('<g data-series="orders"')
})

test('what is compared is dashed, what has not ended is dotted and ends in a hollow mark', () => {
  const markup = markupOf(orders)
  expect(/<path data-compared="orders"[^>]*>/u.exec(markup)?.[0]).toContain(
    'stroke-dasharray="5 3"',
  )
  expect(markup).toContain('stroke-dasharray="0.1 4.5"')
  expect(/<path[^>]*data-x="2026-11-25"[^>]*>/u.exec(markup)?.[0]).toContain(
    'fill="var(--chart-ground',
  )
})

test('where nothing is known a box of the same size says so', () => {
  const series = [{ id: 'orders', name: 'Orders', values: [null, null, null] }]
  const markup = markupOf({ ...orders, series, height: 300, words: { noData: 'Keine Daten' } })
  expect(markup).toContain('viewBox="0 0 640 300"')
  expect(markup).toContain('>Keine Daten</text>')
})

test('a bar is a path from nothing to its value, its far corners round', () => {
  const bars: ChartProps = {
    kind: 'bars',
    title: 'Orders',
    format: { type: 'count' },
    categories: ['Berlin'],
    series: [{ id: 'orders', name: 'Orders', values: [10] }],
    width: 200,
    height: 132,
  }
  expect(/<path data-x="Berlin"[^>]*>/u.exec(markupOf(bars))?.[0]).toBe(
    '<path data-x="Berlin" data-value="10" ' +
      'd="M82 108V10.5a2.5 2.5 0 0 1 2.5 -2.5H135.5a2.5 2.5 0 0 1 2.5 2.5V108z">',
  )
})

test('a heat map is a table whose cells have a colour and say in full what they are', () => {
  const markup = markupOf({
    kind: 'heatMap',
    title: 'Orders',
    format: { type: 'count' },
    rows: ['Monday'],
    columns: ['08'],
    values: [[3]],
  })
  expect(markup).toContain('<caption class="chart-unseen">Orders</caption>')
  expect(markup).toContain('<th scope="row">Monday</th><td title="Monday, 08: 3" data-level="9"')
})

test('names cannot become markup', () => {
  const items = [{ id: '1', name: '<script>alert(1)</script>', value: 1 }]
  const markup = markupOf({ kind: 'barList', title: '<b>', format: { type: 'count' }, items })
  expect(markup).not.toMatch(/<script|<b>/u)
})

test('a table has its numbers in cells and its names in heads of rows', () => {
  const markup = renderToStaticMarkup(createElement(ChartTable, orders))
  expect(markup).toContain(
    '<tr><th scope="row">Mon, Nov 23, 2026</th><td class="chart-number">4</td><td class="chart-number">3</td></tr>',
  )
})

test('the arrow of a change is not read out, the sign is', () => {
  expect(
    renderToStaticMarkup(createElement(Delta, { change: -0.1, comparison: 'than in May' })),
  ).toBe(
    '<span class="chart-delta"><span data-judgement="negative" ' +
      'style="color:var(--chart-negative, light-dark(#b3261e, #f2837b))">' +
      '<span aria-hidden="true">▼ </span>-10%</span>' +
      '<span class="chart-comparison"> than in May</span></span>',
  )
})

test.each(samples.map((sample) => [sample.title, sample] as const))(
  '%s: every number in the picture is one, however narrow it is',
  (_title, sample) => {
    for (const width of [120, 342, 1400])
      expect(markupOf({ ...sample, width })).not.toMatch(/NaN|Infinity|undefined/u)
  },
)

test('charts without any rows are drawn all the same', () => {
  const format = { type: 'count' } as const
  const empty: readonly ChartProps[] = [
    { kind: 'line', title: 'Empty', format, periods: [], series: [] },
    { kind: 'bars', title: 'Empty', format, categories: [], series: [] },
    { kind: 'barList', title: 'Empty', format, items: [] },
    { kind: 'donut', title: 'Empty', format, parts: [] },
    { kind: 'funnel', title: 'Empty', format, steps: [] },
    { kind: 'sparkline', title: 'Empty', format, values: [] },
    { kind: 'heatMap', title: 'Empty', format, rows: [], columns: [], values: [] },
    { kind: 'cohorts', title: 'Empty', format, cohorts: [] },
  ]
  for (const props of empty) expect(markupOf(props)).not.toMatch(/NaN|Infinity|undefined/u)
})
