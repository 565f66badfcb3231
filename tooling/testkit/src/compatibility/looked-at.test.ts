import { expect, test } from 'vitest'
import { lookedAt } from './looked-at.ts'

const row = { id: 5, order: { id: 7, total: '1.00' }, tags: ['a', 'b'], email: 'anna@shop.example' }

test('only the fields that are looked at are kept', () => {
  const read = (one: typeof row) => [one.id, one.order.id]
  expect(lookedAt(row, read)).toStrictEqual({ id: 5, order: { id: 7 } })
})

test('a list is kept whole', () => {
  expect(lookedAt(row, (one: typeof row) => one.tags[1])).toStrictEqual({ tags: ['a', 'b'] })
})

test('a function that looks at all fields keeps them all', () => {
  expect(lookedAt(row, (one: typeof row) => Object.values(one).length)).toStrictEqual(row)
})

test('the row itself stays as it is', () => {
  const before = structuredClone(row)
  lookedAt(row, (one: typeof row) => one.order.total)
  expect(row).toStrictEqual(before)
})
