import type { Entry } from '@cartograph/core'
import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { entryInterval, pagesOfEntries } from './prepared-entries.ts'

const receivedAt = Date.parse('2026-11-25T12:00:00Z')
const receipt = { at: receivedAt, offsetMs: 0 }

function streamOf(version?: string) {
  const connection = shopConnection(scriptedShop(0), version === undefined ? {} : { version })
  const { orders } = connection.connector.parts({ config: {}, found: null }).streams ?? {}
  if (orders === undefined) throw new Error('The scripted shop has orders.')
  return orders
}

const upsert = (more: object = {}) => ({
  op: 'upsert' as const,
  stream: 'orders',
  row: { id: 1, total: '1.00', ...more },
})

test('an entry that says which instant it shows was true around it, by two seconds and its grain', () => {
  const at = receivedAt - 60_000
  expect(entryInterval(streamOf(), { ...upsert(), at }, receipt)).toStrictEqual({
    from: at - 2000,
    to: at + 3000,
  })
})

test("a vendor's clock that runs ahead is set right", () => {
  const at = receivedAt - 60_000
  const interval = entryInterval(
    streamOf(),
    { ...upsert(), at: at + 5000 },
    { at: receivedAt, offsetMs: 5000 },
  )
  expect(interval).toStrictEqual({ from: at - 2000, to: at + 3000 })
})

test('a row that was built when it was sent was true at some time of the last day', () => {
  expect(entryInterval(streamOf(), upsert(), receipt)).toStrictEqual({
    from: receivedAt - 86_400_000,
    to: receivedAt,
  })
})

test('a row that tells when it changed was not true before', () => {
  const changed = receivedAt - 5000
  expect(entryInterval(streamOf('changed'), upsert({ changed }), receipt)).toStrictEqual({
    from: changed,
    to: receivedAt,
  })
})

test('a revision is no instant', () => {
  expect(entryInterval(streamOf('changed'), upsert({ changed: 7 }), receipt).from).toBe(
    receivedAt - 86_400_000,
  )
})

test('an interval never ends before it begins, nor more than two seconds after the receipt', () => {
  const instant = fastCheck.integer({ min: 0, max: 4e12 })
  const offset = fastCheck.integer({ min: -1e9, max: 1e9 })
  fastCheck.assert(
    fastCheck.property(fastCheck.option(instant), instant, offset, (at, changed, offsetMs) => {
      const entry: Entry = at === null ? upsert({ changed }) : { ...upsert(), at }
      const { from, to } = entryInterval(streamOf('changed'), entry, { at: receivedAt, offsetMs })
      expect(from).toBeLessThanOrEqual(to)
      expect(to).toBeLessThanOrEqual(receivedAt + 2000)
    }),
  )
})

const record = (key: string, from: number) => ({
  key,
  kind: 'delete' as const,
  version: null,
  from,
  to: from,
  hash: '',
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
      const pages = pagesOfEntries(
        chosen.map(({ key, parent }, at) => ({
          parent,
          changes: { records: [record(key, at)], nameless: [], refresh: [] },
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
