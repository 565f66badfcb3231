import { expect, test } from 'vitest'
import { touchedFields } from './touched-fields.ts'

const known = ['id', 'store', 'store.id', 'changed_at', 'lines']

function numberOf(row: { id: number }): number {
  if (typeof row.id !== 'number') throw new Error('no number')
  return row.id
}

test.each([
  [(row: { id: number }) => row.id, ['id']],
  [
    (row: { store: { id: number }; id: number }) => [row.store.id, row.id] as const,
    ['store.id', 'id'],
  ],
  [(row: { changed_at: string }) => Date.parse(`${row.changed_at}Z`), ['changed_at']],
  [(row: { changed_at: string }) => row.changed_at.slice(0, 10), ['changed_at']],
  [(row: { lines: readonly object[] }) => [...row.lines].length, ['lines']],
  [() => 'fixed', []],
])('the fields that a function reads are found: %#', (read, fields) => {
  expect(touchedFields(read as (row: never) => unknown, known)).toStrictEqual(fields)
})

test('what was read before a function failed is told', () => {
  expect(touchedFields(numberOf as (row: never) => unknown, known)).toStrictEqual(['id'])
})
