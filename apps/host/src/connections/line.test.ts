import type { Context } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { engineClock } from '../queue/index.ts'
import {
  scriptedVendor,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'
import { virtualTimer } from '../testing/virtual-timer.ts'
import type { Connection } from '../config/index.ts'
import { connectionContext, openLines, type ContextOptions, type Lines } from './index.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

const contextOf = (lines: Lines, connection: Connection, options: Partial<ContextOptions> = {}) =>
  connectionContext(lines.of(connection), {
    clock: engineClock(),
    signal: new AbortController().signal,
    dry: false,
    streams: [],
    ...options,
  })

const once = { requests: 1, windowMs: 60_000 }
const limited = (limits: Readonly<Record<string, object>>, changes: Partial<Connection> = {}) =>
  vendorConnection([vendor.host], { limits: () => limits }, changes)

const shared = { sharedBy: 'account 1' }

test('contexts of one connection share its budgets', async () => {
  const lines = openLines()
  const connection = limited({ all: once })
  await contextOf(lines, connection).fetch(vendor.origin)
  await expect(contextOf(lines, connection).fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'rateLimit',
    message: 'Shop takes no more requests for now; the next request fits in 67 s.',
  })
})

test('connections share a budget where the vendor counts them as one account, and else do not', async () => {
  const lines = openLines()
  const own = (id: string) => contextOf(lines, limited({ all: once }, { id }))
  await own('a').fetch(vendor.origin)
  expect((await own('b').fetch(vendor.origin)).status).toBe(200)
  const together = (id: string) =>
    contextOf(lines, limited({ all: { ...once, ...shared } }, { id }))
  await together('c').fetch(vendor.origin)
  await expect(together('d').fetch(vendor.origin)).rejects.toMatchObject({ kind: 'rateLimit' })
})

test('a request is charged to every limit that it matches, and to no other', async () => {
  const { fetch } = contextOf(
    openLines(),
    limited({
      writes: { ...once, match: 'POST *://*:*/*' },
      orders: { ...once, match: `* ${vendor.origin}/orders` },
    }),
  )
  await fetch(`${vendor.origin}/orders`)
  await fetch(`${vendor.origin}/customers`)
  await fetch(`${vendor.origin}/customers`, { method: 'POST' })
  await expect(fetch(`${vendor.origin}/orders`)).rejects.toMatchObject({ kind: 'rateLimit' })
  await expect(fetch(`${vendor.origin}/x`, { method: 'POST' })).rejects.toMatchObject({
    kind: 'rateLimit',
  })
})

test('a run waits its turn for longer than others do', async () => {
  const connection = limited({ all: { requests: 1, windowMs: 250 } })
  const lines = openLines({ holdMs: 20 })
  const run = contextOf(lines, connection, { holdMs: 60_000 })
  const walk = async () => {
    for (let page = 0; page < 2; page += 1) await run.fetch(vendor.origin)
  }
  const walks = [walk(), walk()]
  const person = contextOf(lines, connection, { isInteractive: true })
  await expect(person.fetch(vendor.origin)).rejects.toMatchObject({ kind: 'rateLimit' })
  await Promise.all(walks)
  expect(vendor.seen).toHaveLength(4)
})

test('a signature that asks the vendor something does not wait for the place of what it signs', async () => {
  const asksHome = (context: Context<unknown>) =>
    context.memo('home', 1000, async () => {
      await context.fetch(`${vendor.origin}/home`)
      return 'home'
    })
  const connection = vendorConnection([vendor.host], {
    limits: () => ({ one: { concurrent: 1 } }),
    sign: async (request, context) => {
      if (!request.url.endsWith('/home')) await asksHome(context)
      return request
    },
  })
  const lines = openLines()
  const context = contextOf(lines, connection)
  // One holds the only place and signs; the other waits for the place to load what the signature needs.
  const both = [context.fetch(`${vendor.origin}/orders`), asksHome(context)]
  await Promise.all(both)
  expect(vendor.seen.map(({ url }) => url).toSorted()).toContain('/orders')
})

test('an operator may lift the declared limits', async () => {
  const { fetch } = contextOf(openLines(), limited({ all: once }, { budgets: 'off' }))
  await fetch(vendor.origin)
  expect((await fetch(vendor.origin)).status).toBe(200)
})

test('where nothing is declared, four requests are under way at once to begin with', async () => {
  let underWay = 0
  let most = 0
  const waiting: (() => void)[] = []
  const lines = openLines({
    transport: async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
      })
      underWay -= 1
      return new Response('[]')
    },
  })
  const { fetch } = contextOf(lines, vendorConnection([vendor.host]))
  const answers = Array.from({ length: 8 }, () => fetch(vendor.origin))
  while (waiting.length < 4) await new Promise(setImmediate)
  expect(most).toBe(4)
  for (let done = 0; done < 8; done += 1) {
    while (waiting.length === 0) await new Promise(setImmediate)
    waiting.shift()?.()
  }
  expect(await Promise.all(answers)).toHaveLength(8)
})

test('small facts are remembered over contexts, and each connection has its own', async () => {
  const lines = openLines({ timer: virtualTimer() })
  const connection = vendorConnection([])
  let loads = 0
  const load = async () => (loads += 1)
  expect(await contextOf(lines, connection).memo('a', 1000, load)).toBe(1)
  expect(await contextOf(lines, connection).memo('a', 1000, load)).toBe(1)
  const other = vendorConnection([], {}, { id: 'other' })
  expect(await contextOf(lines, other).memo('a', 1000, load)).toBe(2)
})

test('a connection with other settings begins a line of its own', () => {
  const lines = openLines()
  const connection = vendorConnection([])
  expect(lines.of(connection)).toBe(lines.of(connection))
  expect(lines.of({ ...connection, config: { url: 'another' } })).not.toBe(lines.of(connection))
})

test("a context tells the time, and the upper bound of its run, in the vendor's clock", () => {
  const lines = openLines()
  const connection = vendorConnection([])
  lines.of(connection).clock.recall(60_000)
  const clock = { now: () => 1_000_000, raise: () => {}, leadMs: () => 0 }
  const context = contextOf(lines, connection, { clock })
  expect([context.now(), context.run.until]).toStrictEqual([1_060_000, 1_060_000])
})

test("an engine's clock that was raised does not move the vendor's", () => {
  const lines = openLines()
  const clock = { now: () => 5_000_000, raise: () => {}, leadMs: () => 4_000_000 }
  expect(contextOf(lines, vendorConnection([]), { clock }).now()).toBe(1_000_000)
})

test('no more requests are under way at once than an operator allows, whatever was found', async () => {
  let underWay = 0
  let most = 0
  const lines = openLines({
    transport: async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise(setImmediate)
      underWay -= 1
      return new Response('[]')
    },
  })
  for (const budgets of ['on', 'off'] as const) {
    const connection = vendorConnection([vendor.host], {}, { budgets, requestsAtOnce: 2 })
    const { fetch } = contextOf(lines, connection)
    await Promise.all(Array.from({ length: 30 }, () => fetch(vendor.origin)))
  }
  expect(most).toBe(2)
})
