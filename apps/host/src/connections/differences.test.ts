import type { Json } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences } from './differences.ts'

test('entries of a list are told apart by their ids, wherever they stand', () => {
  const before = {
    lists: [
      { id: 1, name: 'News' },
      { id: 2, name: 'Offers' },
    ],
  }
  const after = {
    lists: [
      { id: 3, name: 'Birthdays' },
      { id: 2, name: 'Deals' },
    ],
  }
  expect(differences(before, after)).toStrictEqual([
    { kind: 'gone', path: ['lists', '1'] },
    { kind: 'changed', path: ['lists', '2', 'name'] },
    { kind: 'new', path: ['lists', '3'] },
  ])
})

test('what is only moved differs in nothing', () => {
  expect(differences({ fields: ['a', 'b'] }, { fields: ['b', 'a'] })).toStrictEqual([])
})

test('a value does not differ from itself, and new and gone change places when the values do', () => {
  const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
  const swapped = { new: 'gone', gone: 'new', changed: 'changed' }
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(differences(one, one)).toStrictEqual([])
      const there = differences(one, other).map(({ kind, path }) => JSON.stringify([kind, path]))
      const back = differences(other, one).map(({ kind, path }) =>
        JSON.stringify([swapped[kind], path]),
      )
      expect(there.toSorted()).toStrictEqual(back.toSorted())
    }),
  )
})
