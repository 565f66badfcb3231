import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnLetters, columnOf } from './cell-reference.ts'

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %d is called %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters)
})

test('a reference leads back to its column', () => {
  fc.assert(
    fc.property(fc.nat(16_383), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
      expect(columnOf(`${columnLetters(column)}${row}`)).toBe(column)
    }),
  )
})
