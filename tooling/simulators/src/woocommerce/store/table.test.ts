import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { firstFrom, table, timeOf, type Entry, type Ordering } from './table.ts'

const orderings: readonly Ordering[] = ['id', 'date', 'modified']

const row = fc.record({
  id: fc.integer({ min: 1, max: 20 }),
  createdAt: fc.integer({ min: 0, max: 5 }),
  modifiedAt: fc.integer({ min: 0, max: 5 }),
})
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), row }),
  fc.record({ do: fc.constant('remove' as const), row }),
)

test('whatever is put in and taken out, every order is that of a fresh sort', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(60), (steps, askedAfter) => {
      const rows = table<Entry>()
      const expected = new Map<number, Entry>()
      for (const [index, { do: action, row: entry }] of steps.entries()) {
        // An order that is asked for early is kept up from then on.
        if (index === askedAfter) for (const by of orderings) rows.sorted(by)
        if (action === 'put') {
          rows.put(entry)
          expected.set(entry.id, entry)
        } else {
          rows.remove(entry.id)
          expected.delete(entry.id)
        }
      }
      for (const by of orderings) {
        expect(rows.sorted(by)).toStrictEqual(
          [...expected.values()].toSorted(
            (one, other) => timeOf(by, one) - timeOf(by, other) || one.id - other.id,
          ),
        )
      }
      expect(rows.size).toBe(expected.size)
    }),
  )
})

test('the first row from a time on is the first that is not before it', () => {
  fc.assert(
    fc.property(fc.array(row), fc.integer({ min: -1, max: 6 }), (entries, from) => {
      const rows = table<Entry>()
      for (const entry of entries) rows.put(entry)
      const sorted = rows.sorted('modified')
      const first = firstFrom(sorted, 'modified', from)
      expect(sorted.slice(0, first).every(({ modifiedAt }) => modifiedAt < from)).toBe(true)
      expect(sorted.slice(first).every(({ modifiedAt }) => modifiedAt >= from)).toBe(true)
    }),
  )
})
