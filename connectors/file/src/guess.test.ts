import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellType } from './cell-types.ts'
import { guessType } from './guess.ts'

test.each([
  [['1', '-20', ''], { type: 'integer' }],
  [['1', '2.50'], { type: 'decimal' }],
  [['1', '2,50'], { type: 'decimal', decimalComma: true }],
  [['true', 'FALSE'], { type: 'boolean' }],
  [['2026-11-24', ''], { type: 'date' }],
  [['2010-12-01 08:26:00'], { type: 'instant' }],
  [['00123'], { type: 'text' }],
  [['536365', '85123A'], { type: 'text' }],
  [['1234567890123456'], { type: 'text' }],
  [['1.5', '2,5'], { type: 'text' }],
  [['', ''], { type: 'text' }],
  [[], { type: 'text' }],
])('%j looks like %j', (cells, expected) => {
  expect(guessType(cells)).toEqual(expected)
})

test('a column declared as it was guessed takes every cell of the sample', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom('0', '1', '9', '.', ',', '-', ' ', 'e'), maxLength: 5 }),
    fc.constantFrom('true', '2026-01-31', '2026-01-31 10:00', ''),
  )
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 4 }), (cells) => {
      const { read } = cellType(guessType(cells))
      expect(cells.map(read)).not.toContain(undefined)
    }),
  )
})
