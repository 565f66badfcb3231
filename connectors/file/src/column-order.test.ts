import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinColumns } from './column-order.ts'

const lists = fc
  .array(fc.shuffledSubarray(['a', 'b', 'c', 'd']), { minLength: 1, maxLength: 6 })
  .map((all) => all.map((list) => ['id', ...list]))

const joined = (all: readonly (readonly string[])[]) =>
  all.reduce((columns, list) => joinColumns(columns, list))

test('the order of columns depends on which lists there are, not on their order or repetition', () => {
  fc.assert(
    fc.property(lists, fc.infiniteStream(fc.nat()), (all, random) => {
      const shuffled = [...all, ...all].toSorted(
        () => (random.next().value ?? 0) - (random.next().value ?? 0),
      )
      expect(joined(shuffled)).toEqual(joined(all))
    }),
  )
})

test('joining in groups is the same as joining one by one', () => {
  fc.assert(
    fc.property(lists, lists, (some, others) => {
      expect(joinColumns(joined(some), joined(others))).toEqual(joined([...some, ...others]))
    }),
  )
})

test('the fullest list decides, and where none has all columns they are sorted behind the key', () => {
  expect(joinColumns(['id', 'total'], ['id', 'number', 'total'])).toEqual(['id', 'number', 'total'])
  expect(joinColumns(['id', 'z', 'b'], ['id', 'a'])).toEqual(['id', 'a', 'b', 'z'])
})
