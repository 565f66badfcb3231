import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asKind, dimensionsFor, dimensionsOf, firstWidgets, widgetKinds } from './widget-kinds.ts'

const known = [
  { id: 'day', type: 'time' },
  { id: 'month', type: 'time' },
  { id: 'weekday', type: 'text' },
  { id: 'hour', type: 'text' },
  { id: 'country', type: 'text' },
  { id: 'channel', type: 'text' },
] as const

test('a widget that becomes another kind is one that this kind can show, however often it changes', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...widgetKinds), { minLength: 1 }), (kinds) => {
      let widget = { ...firstWidgets.table, id: 'one' }
      for (const kind of kinds) widget = asKind(widget, kind, known)
      const { least, most } = dimensionsOf(widget.show)
      expect(widget.by.length >= least && widget.by.length <= most).toBe(true)
      for (const [place, id] of widget.by.entries())
        expect(dimensionsFor(widget, place, known).map((each) => each.id)).toContain(id)
    }),
  )
})

test('what still fits stays', () => {
  const bars = { ...firstWidgets.bar, id: 'one', by: ['month'] }
  expect(asKind(bars, 'line', known).by).toStrictEqual(['month'])
  expect(asKind(bars, 'table', known).by).toStrictEqual(['month'])
  expect(asKind(bars, 'heatMap', known).by).toStrictEqual(['weekday', 'hour'])
  expect(asKind(bars, 'number', known).by).toStrictEqual([])
})

test('no widget is by two spans of time, nor twice by the same', () => {
  const offered = dimensionsFor({ show: 'table', by: ['day', 'country'] }, 2, known)
  expect(offered.map(({ id }) => id)).toStrictEqual(['weekday', 'hour', 'channel'])
})
