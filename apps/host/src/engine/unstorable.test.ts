import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unstorable } from './unstorable.ts'

test('whatever JSON holds can be kept, undefined fields too', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(unstorable({ value, missing: undefined })).toBeUndefined()
    }),
  )
})

test.each([
  [{ total: Number.NaN }, '`total` is NaN'],
  [{ lines: [{ price: Number.POSITIVE_INFINITY }] }, '`lines[0].price` is Infinity'],
  [{ id: 1n }, '`id` is a bigint'],
  [{ read: () => 1 }, '`read` is a function'],
  [{ at: new Date(0) }, '`at` is a Date'],
  [{ tags: new Set() }, '`tags` is a Set'],
  [Number.NaN, 'the value is NaN'],
])('what JSON would lose is named with its place: %#', (value, words) => {
  expect(unstorable(value)).toBe(words)
})

test('a value that holds itself is named, and not followed for ever', () => {
  const row: { self?: object } = {}
  row.self = row
  expect(unstorable(row)).toMatch(/^`self\.self.*` ?… holds itself, or is too deep$/)
})
