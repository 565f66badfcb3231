import type { JsonObject } from '@cartograph/simulators/stripe'
import { expect, test } from 'vitest'
import { objectDifferences, type Expected } from './expected-objects.ts'

const charge = { id: 'ch_1', object: 'charge', created: 100, amount: 5, status: 'succeeded' }
const expected: Expected = {
  stream: 'charges',
  objects: [charge],
  unseen: [],
  mayStay: () => false,
}
const stored = (...rows: readonly (JsonObject & { readonly id: string })[]) =>
  new Map(rows.map((row) => [row.id, row]))
const lines = (ids: readonly string[], more: boolean) => ({
  ...charge,
  lines: { object: 'list', data: ids.map((id) => ({ id })), has_more: more },
})

test('the same object is no difference, whatever the connector adds to it', () => {
  expect(objectDifferences(expected, stored({ ...charge, order: 'W1' }))).toStrictEqual([])
})

test('an object that is missing, one too many and a field that is old are differences', () => {
  expect(objectDifferences(expected, stored())).toStrictEqual([
    'charges ch_1 is in the account, and not in the store',
  ])
  expect(objectDifferences(expected, stored(charge, { ...charge, id: 'ch_2' }))).toStrictEqual([
    'charges ch_2 is in the store, and not in the account',
  ])
  expect(objectDifferences(expected, stored({ ...charge, amount: 4 }))).toStrictEqual([
    'charges ch_1: amount is 4 in the store, 5 in the account',
  ])
})

test('what the account changes without a word is not compared', () => {
  const quiet = { ...expected, unseen: ['status'] }
  expect(objectDifferences(quiet, stored({ ...charge, status: 'pending' }))).toStrictEqual([])
})

test('what may outlive the account may stay in the store', () => {
  const old = stored(charge, { ...charge, id: 'ch_2', created: 50 })
  const outlived: Expected = { ...expected, mayStay: ({ created }) => created === 50 }
  expect(objectDifferences(outlived, old)).toStrictEqual([])
})

test('a list that the account cuts must be whole in the store', () => {
  const cut = { ...expected, objects: [lines(['a'], true)] }
  expect(objectDifferences(cut, stored(lines(['a', 'b'], false)))).toStrictEqual([])
  expect(objectDifferences(cut, stored(lines(['b', 'a'], false)))).toHaveLength(1)
  expect(objectDifferences(cut, stored(lines(['a'], true)))).toHaveLength(1)
})
