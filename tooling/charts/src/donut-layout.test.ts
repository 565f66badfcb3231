import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Known } from './chart-props.ts'
import { donutLayout, shownParts } from './donut-layout.ts'

const parts = (values: readonly Known[]) =>
  values.map((value, index) => ({ id: `p${index}`, name: `Part ${index}`, value }))

const donutOf = (values: readonly Known[], width = 640) =>
  donutLayout({
    kind: 'donut',
    title: 'Orders',
    format: { type: 'count' },
    parts: parts(values),
    width,
  })

test('of more than five parts the smallest are put together', () => {
  expect(shownParts(parts([1, 50, 2, 40, 3, 30]), 'Others')).toStrictEqual([
    { id: 'p1', name: 'Part 1', value: 50 },
    { id: 'p3', name: 'Part 3', value: 40 },
    { id: 'p5', name: 'Part 5', value: 30 },
    { id: 'p4', name: 'Part 4', value: 3 },
    { id: 'others', name: 'Others', value: 3 },
  ])
})

test('where nothing is there no part has an arc', () => {
  expect(donutOf([0, 0]).parts.map(({ path, share }) => [path, share])).toStrictEqual([
    ['', '0%'],
    ['', '0%'],
  ])
})

test('what is unknown is no part', () => {
  expect(donutOf([4, null, 6]).parts.map(({ id }) => id)).toStrictEqual(['p2', 'p0'])
})

test('arcs go around once, each as far as its share', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 9 })
        .filter((values) => values.some((value) => value > 0)),
      (values) => {
        const { parts: drawn } = donutOf(values)
        const sum = values.reduce((total, value) => total + value, 0)
        const end = drawn.reduce((angle, { from, to, value }) => {
          expect(from).toBeCloseTo(angle, 6)
          expect(to - from).toBeCloseTo((value / sum) * 2 * Math.PI, 6)
          return to
        }, 0)
        expect(end).toBeCloseTo(2 * Math.PI, 6)
      },
    ),
  )
})

test('where there is little room names have it, and not values', () => {
  expect(donutOf([4, 6]).list.valuesEnd).toBeGreaterThan(0)
  expect(donutOf([4, 6], 200).list.valuesEnd).toBe(undefined)
})
