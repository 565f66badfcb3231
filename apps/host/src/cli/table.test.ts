import { expect, test } from 'vitest'
import { count, counted, duration, table } from './table.ts'

test('columns are as wide as their widest cell, and lines do not end in spaces', () => {
  const columns = [
    { heading: 'name', align: 'left', cell: (row: [string, number]) => row[0] },
    { heading: 'rows', align: 'right', cell: (row: [string, number]) => count(row[1]) },
    { heading: '', align: 'left', cell: (row: [string, number]) => (row[1] > 1000 ? 'many' : '') },
  ] as const
  expect(
    table(columns, [
      ['åäö.orders', 5],
      ['x', 12_345],
    ]),
  ).toBe(['name          rows', 'åäö.orders       5', 'x           12,345  many'].join('\n'))
})

test.each([
  [1, 'row', '1 row'],
  [0, 'delivery', '0 deliveries'],
  [1200, 'connection', '1,200 connections'],
])('%i × %s reads %s', (value, word, text) => {
  expect(counted(value, word)).toBe(text)
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min 00 s'],
  [245_000, '4 min 05 s'],
])('%i ms reads %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text)
})
