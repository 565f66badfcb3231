import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { widgetSpans, type Shown } from './widget-span.ts'

const number: Shown = { show: 'number', metrics: ['orders'], by: [] }
const bar: Shown = { show: 'bar', metrics: ['net_sales'], by: ['country'] }
const line: Shown = { show: 'line', metrics: ['net_sales'], by: ['week'] }

test('what stands alone in its row takes all of it', () => {
  expect(widgetSpans([line, bar, line]).map(({ wide }) => wide)).toStrictEqual([4, 4, 4])
})

test('what comes later fills a row before anything is made wider', () => {
  expect(widgetSpans([bar, line, number, number]).map(({ wide }) => wide)).toStrictEqual([
    2, 4, 1, 1,
  ])
})

test('the last of a row takes what is left of it', () => {
  expect(widgetSpans([number, number, number])).toStrictEqual([
    { wide: 1, narrow: 1 },
    { wide: 1, narrow: 1 },
    { wide: 2, narrow: 2 },
  ])
})

test('what somebody gave a width has that width, of half as many columns half of it', () => {
  expect(
    widgetSpans([
      { ...number, width: 3 },
      { ...line, width: 1 },
      { ...number, width: 1 },
    ]),
  ).toStrictEqual([
    { wide: 3, narrow: 2 },
    { wide: 1, narrow: 1 },
    { wide: 1, narrow: 1 },
  ])
})

/** Where the browser puts them: each into the first row that has room. */
function roomLeft(spans: readonly number[], columns: number): readonly number[] {
  const rows: number[] = []
  for (const span of spans) {
    const found = rows.findIndex((room) => room >= span)
    if (found === -1) rows.push(columns - span)
    else rows[found] = (rows[found] ?? 0) - span
  }
  return rows.filter((room) => room > 0)
}

test('no row has a hole, whatever the widgets are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(number, bar, line), { maxLength: 20 }), (widgets) => {
      const spans = widgetSpans(widgets)
      const left = [
        roomLeft(
          spans.map(({ wide }) => wide),
          4,
        ),
        roomLeft(
          spans.map(({ narrow }) => narrow),
          2,
        ),
      ]
      expect(left).toStrictEqual([[], []])
    }),
  )
})
