import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { storeTimeIn } from '../store/store-time.ts'
import { table, type Entry } from '../store/table.ts'
import { parseQuery } from './query-string.ts'
import { selected } from './selection.ts'

const time = storeTimeIn('Europe/Copenhagen')
const base = Date.UTC(2026, 9, 24, 23)
// Around the night in which the clocks go back, to quarters of an hour.
const moment = fc.integer({ min: 0, max: 16 }).map((quarters) => base + quarters * 900_000)
const row = fc.record({
  id: fc.integer({ min: 1, max: 30 }),
  createdAt: moment,
  modifiedAt: moment,
})

const asked = fc.record(
  {
    per_page: fc.integer({ min: 1, max: 6 }).map(String),
    page: fc.integer({ min: 1, max: 4 }).map(String),
    offset: fc.integer({ min: 0, max: 5 }).map(String),
    include: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 }).map(String),
    exclude: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8]).map(String),
    modified_after: moment.map((at) => time.gmt(at)),
    modified_before: moment.map((at) => time.gmt(at)),
    after: moment.map((at) => time.gmt(at)),
    before: moment.map((at) => time.gmt(at)),
    dates_are_gmt: fc.constantFrom('true', 'false'),
  },
  { requiredKeys: [] },
)

/** The same list, made by looking at every row. */
const slowly = (
  rows: readonly Entry[],
  query: Readonly<Record<string, string>>,
  by: 'id' | 'date' | 'modified',
  descending: boolean,
) => {
  const column = (at: number) => (query['dates_are_gmt'] === 'true' ? time.gmt(at) : time.local(at))
  const numbers = (name: string) => query[name]?.split(',').filter(Boolean).map(Number)
  const key = ({ id, createdAt, modifiedAt }: Entry) =>
    ({ id, date: createdAt, modified: modifiedAt })[by]
  const all = rows
    .filter(({ id }) => numbers('include')?.includes(id) ?? true)
    .filter(({ id }) => !(numbers('exclude')?.includes(id) ?? false))
    .filter(({ modifiedAt: at }) => column(at) > (query['modified_after'] ?? ''))
    .filter(({ modifiedAt: at }) => column(at) < (query['modified_before'] ?? '9'))
    .filter(({ createdAt: at }) => column(at) > (query['after'] ?? ''))
    .filter(({ createdAt: at }) => column(at) < (query['before'] ?? '9'))
    .toSorted((one, other) => key(one) - key(other) || one.id - other.id)
  const ordered = descending ? all.toReversed() : all
  const size = Number(query['per_page'] ?? 10)
  const start = Number(query['offset'] ?? (Number(query['page'] ?? 1) - 1) * size)
  return { ids: ordered.slice(start, start + size).map(({ id }) => id), total: all.length }
}

test('a page is what a walk over all rows gives, in any order and with any filters', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 25 }),
      asked,
      fc.constantFrom('id' as const, 'date' as const, 'modified' as const),
      fc.boolean(),
      (rows, query, orderBy, descending) => {
        const filled = table<Entry>()
        for (const entry of rows) filled.put(entry)
        const page = selected({
          table: filled,
          query: parseQuery(new URLSearchParams(query).toString()),
          time,
          dates: { created: true, modified: true },
          orderBy,
          descending,
          matches: () => true,
        })
        expect({ ids: page.rows.map(({ id }) => id), total: page.total }).toStrictEqual(
          slowly(rows, query, orderBy, descending),
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('in the hour that autumn repeats, a moment with a zone hides what came an hour later', () => {
  const filled = table<Entry>()
  // Both are half past two on the wall.
  const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]
  for (const [id, at] of [first, second].entries()) {
    filled.put({ id: id + 1, createdAt: at, modifiedAt: at })
  }
  const idsAfter = (query: string) =>
    selected({
      table: filled,
      query: parseQuery(query),
      time,
      dates: { created: true, modified: true },
      orderBy: 'modified',
      descending: false,
      matches: () => true,
    }).rows.map(({ id }) => id)
  expect(idsAfter('modified_after=2026-10-25T00:30:00Z')).toStrictEqual([])
  expect(idsAfter('modified_after=2026-10-25T00:30:00&dates_are_gmt=true')).toStrictEqual([2])
})
