import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { pagesOfEntries } from './entry-pages.ts'

const record = (key: string, from: number, hash: string, to = from) => ({
  key,
  kind: 'delete' as const,
  version: null,
  from,
  to,
  hash,
  data: null,
  outputs: [],
  keepOutputs: false,
  groups: {},
  letters: [],
  affects: [],
})

test('each key stands once a page, in its order, with its parent, and no record is left out', () => {
  const told = fastCheck.record({
    key: fastCheck.constantFrom('a', 'b', 'c', 'd'),
    parent: fastCheck.constantFrom('', 'p', 'q'),
  })
  fastCheck.assert(
    fastCheck.property(fastCheck.array(told, { maxLength: 20 }), (chosen) => {
      const { pages } = pagesOfEntries(
        chosen.map(({ key, parent }, at) => ({
          parent,
          changes: { records: [record(key, at, String(at))], nameless: [], refresh: [] },
        })),
      )
      for (const { changes } of pages) {
        const own = changes.records.map(({ key }) => key)
        expect(own).toStrictEqual([...new Set(own)].toSorted())
      }
      for (const key of new Set(chosen.map((each) => each.key))) {
        const order = pages.flatMap(({ parent, changes }) =>
          changes.records
            .filter((each) => each.key === key)
            .map(({ from }) => ({ at: from, parent })),
        )
        expect(order).toStrictEqual(
          chosen.flatMap((each, at) => (each.key === key ? [{ at, parent: each.parent }] : [])),
        )
      }
    }),
  )
})

const entry = (...records: readonly ReturnType<typeof record>[]) => ({
  parent: '',
  changes: { records, nameless: [], refresh: [] },
})

test('of records that say the same one after the other, the last one stands', () => {
  const entries = [1, 2, 3].map((at) => entry(record('a', at, 'same')))
  const { pages, repeated } = pagesOfEntries([...entries, entry(record('a', 4, 'other'))])
  expect(pages.map(({ changes }) => changes.records.map(({ from }) => from))).toStrictEqual([
    [3],
    [4],
  ])
  expect(repeated).toBe(2)
})

test('what was said in between, or seen earlier, is not left out', () => {
  const entries = [
    entry(record('a', 5, 'same')),
    entry(record('a', 4, 'same')),
    entry(record('a', 6, 'other')),
    entry(record('a', 7, 'same')),
  ]
  expect(pagesOfEntries(entries)).toMatchObject({ repeated: 0, pages: [{}, {}, {}, {}] })
})
