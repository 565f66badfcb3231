import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { ChartProps } from '../chart-props.ts'
import { InteractiveChart } from './interactive-chart.ts'

const markupOf = (props: ChartProps) => renderToStaticMarkup(createElement(InteractiveChart, props))

const orders: ChartProps = {
  kind: 'line',
  title: 'Orders',
  format: { type: 'count' },
  periods: ['2026-11-24', '2026-11-25'],
  series: [
    { id: 'web', name: 'Web', values: [4, 12] },
    { id: 'till', name: 'Tills', values: [3, null] },
  ],
}

test('every period can be reached, and says what it is', () => {
  const labels = [...markupOf(orders).matchAll(/role="img" aria-label="([^"]+)"/gu)]
  expect(labels.map(([, label]) => label)).toStrictEqual([
    'Tue, Nov 24, 2026: Web 4, Tills 3',
    'Wed, Nov 25, 2026: Web 12, Tills unknown',
  ])
})

test('a chart is one stop of the tab key', () => {
  const stops = [...markupOf(orders).matchAll(/tabindex="(-?\d)"/gu)]
  expect(stops.map(([, stop]) => stop)).toStrictEqual(['0', '-1'])
})

test('where there is no data there is nothing to point at', () => {
  const series = [{ id: 'web', name: 'Web', values: [null, null] }]
  expect(markupOf({ ...orders, series })).not.toContain('chart-target')
})

test('a ring is pointed at by its parts as well as by their names', () => {
  const markup = markupOf({
    kind: 'donut',
    title: 'Orders',
    format: { type: 'count' },
    parts: [
      { id: 'card', name: 'Card', value: 3 },
      { id: 'cash', name: 'Cash', value: 1 },
    ],
  })
  const outlines = /<svg class="chart-outlines" aria-hidden="true">(.*?)<\/svg>/u.exec(markup)?.[1]
  expect(outlines?.match(/<path/gu)).toHaveLength(2)
})
