import { createElement } from 'react'
import { expect, test } from 'vitest'

import { Chart } from '../chart.ts'
import type { ChartProps } from '../chart-props.ts'
import { chartPng } from './chart-png.ts'
import { plainSvg } from './plain-svg.ts'

const orders: ChartProps = {
  kind: 'bars',
  title: 'Orders',
  format: { type: 'count' },
  categories: ['Köln', 'Łódź'],
  series: [{ id: 'orders', name: 'Orders', values: [4, 12] }],
  width: 368,
  height: 168,
}

/** Width and height, as a PNG's header has them. */
function sizeOf(png: Uint8Array): readonly number[] {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

test('a picture has the size that was asked for, times its scale', () => {
  const png = chartPng(createElement(Chart, orders), { width: 400, height: 200, scale: 1.5 })
  expect([...png.subarray(1, 4)]).toStrictEqual([...new TextEncoder().encode('PNG')])
  expect(sizeOf(png)).toStrictEqual([600, 300])
})

test('without a size a picture is as large as its chart and padding', () => {
  const png = chartPng(createElement(Chart, orders), { scale: 1, padding: 10 })
  expect(sizeOf(png)).toStrictEqual([388, 188])
})

test('names and bars are drawn: a picture without them is another one', () => {
  const options = { width: 400, height: 200 }
  const pngOf = (props: ChartProps) => chartPng(createElement(Chart, props), options)
  const [whole, unnamed, lower] = [
    pngOf(orders),
    pngOf({ ...orders, categories: ['', ' '] }),
    pngOf({ ...orders, series: [{ id: 'orders', name: 'Orders', values: [2, 12] }] }),
  ].map((png) => Buffer.from(png).toString('base64'))
  expect(new Set([whole, unnamed, lower]).size).toBe(3)
})

test('a picture has the ground of its theme', () => {
  const options = { width: 400, height: 200 }
  const [light, dark] = (['light', 'dark'] as const).map((theme) =>
    chartPng(createElement(Chart, orders), { ...options, theme }),
  )
  expect(Buffer.from(light ?? []).equals(Buffer.from(dark ?? []))).toBe(false)
})

test('no variable is left in a picture', () => {
  expect(plainSvg(createElement(Chart, orders), { theme: 'dark' })).not.toContain('var(')
})

test('a table is no picture, and the fault says where it belongs', () => {
  const cohorts: ChartProps = {
    kind: 'cohorts',
    title: 'Buying again',
    format: { type: 'share' },
    cohorts: [{ name: 'May', size: 1, values: [1] }],
  }
  expect(() => chartPng(createElement(Chart, cohorts), { width: 400, height: 200 })).toThrow(
    'Only charts that are drawn can become a picture; heat maps and cohorts are tables.',
  )
})
