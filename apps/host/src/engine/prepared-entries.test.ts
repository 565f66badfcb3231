import type { Entry } from '@cartograph/core'
import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { entryInterval, toldFirst, type Message } from './prepared-entries.ts'

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

const told = (id: string | undefined, message: Message) => ({
  id,
  parent: '',
  changes: { records: [], nameless: [], refresh: [] },
  message,
})

test('what an earlier message said, or the store has seen, is left out; what one message says twice is not', () => {
  const [first, second] = [
    { entries: [], receipt },
    { entries: [], receipt },
  ]
  const a = told('a', first)
  const aOnceMore = told('a', first)
  const unnamed = told(undefined, second)
  const b = told('b', second)
  const all = [a, aOnceMore, told('a', second), told('seen', first), unnamed, b]
  expect(toldFirst(all, new Set(['seen']))).toStrictEqual([a, aOnceMore, unnamed, b])
})
