import { expect, test } from 'vitest'
import { columnsIn } from './found-columns.ts'

test('the columns of a source are told with what they hold', () => {
  const found = {
    sources: {
      rows: {
        columns: [
          { name: 'no', type: 'text', everywhere: true },
          { name: 'price', type: 'decimal', decimalComma: true, everywhere: true },
        ],
      },
    },
  }
  expect(columnsIn(found, 'rows')).toStrictEqual([
    { name: 'no', type: 'text' },
    { name: 'price', type: 'decimal', decimalComma: true },
  ])
})

test('a file that could not be read has no columns', () => {
  expect([columnsIn({ sources: {} }, 'rows'), columnsIn(undefined, 'rows')]).toStrictEqual([[], []])
})
