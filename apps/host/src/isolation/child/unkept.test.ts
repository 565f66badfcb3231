import { fault } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unkeptIn } from './unkept.ts'

const circle: { self?: unknown } = {}
circle.self = circle

test.each([
  [NaN, 'the value is NaN'],
  [{ total: Infinity }, '`total` is Infinity'],
  [{ lines: [{ at: new Date(0) }] }, '`lines[0].at` is a Date'],
  [[1, 2n], '`[1]` is a bigint'],
  [{ a: { b: () => 1 } }, '`a.b` is a function'],
  [{ rows: new Map() }, '`rows` is a Map'],
])('a value that JSON would change is told with its place: %#', (value, told) => {
  expect(unkeptIn(value)).toBe(told)
})

test('a value that holds itself is too deep', () => {
  expect(unkeptIn(circle)).toMatch(/^`self\.self.*`… holds itself, or is too deep$/)
})

test('faults, and fields without a value, are kept', () => {
  expect(unkeptIn({ fault: fault({ kind: 'record', message: 'odd' }), none: undefined })).toBe(
    undefined,
  )
})

test('all that JSON gave is kept', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(unkeptIn(JSON.parse(text))).toBeUndefined()
    }),
  )
})
