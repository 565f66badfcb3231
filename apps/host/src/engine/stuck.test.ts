import type { Connector, Json, Stream } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const never = () => new Promise<never>(() => {})
const impatient = { engine: { waits: { ...noWaits, stuckMs: 20 } } }

/** The scripted shop with another definition of its stream, and a second stream that works. */
function connectionWith(
  change: (orders: Stream<unknown>) => object,
  more: Partial<Connector<unknown, Json>> = {},
): Connection {
  const connection = shopConnection(scriptedShop(2))
  const { connector } = connection
  const { orders } = connector.parts({ config: {}, found: null }).streams ?? {}
  if (orders === undefined) throw new Error('The scripted shop has no orders.')
  const streams = { orders: { ...orders, ...change(orders) }, others: orders }
  return { ...connection, connector: { ...connector, parts: () => ({ streams }), ...more } }
}

const stuckListing = (of: 'plan' | 'read') => (orders: Stream<unknown>) => ({
  list: {
    ...orders.list,
    [of]: async function* () {
      await never()
      yield
    },
  },
})

test.each([
  ['page', stuckListing('read'), 'scripted-shop: A page of orders'],
  ['plan', stuckListing('plan'), 'scripted-shop: The plan of orders'],
])('a %s that never comes stops its stream, and no other', async (_what, change, words) => {
  const { runs } = await host.sync(connectionWith(change), impatient)
  expect(runs).toMatchObject([
    { stream: 'orders', fault: { kind: 'contract', message: expect.stringContaining(words) } },
    { stream: 'others', read: 2 },
  ])
  expect(runs[1]).not.toHaveProperty('fault')
})

test('single records that never come stop their stream, and what was listed stays', async () => {
  const connection = connectionWith((orders) => ({
    get: { maxKeys: 5, read: never },
    list: {
      ...orders.list,
      async *read() {
        yield {
          items: [
            { op: 'upsert', row: { id: 1, total: '1.00' } },
            { op: 'refresh', key: [2] },
          ],
          next: { after: 1 },
          end: true,
        }
      },
    },
  }))
  const { runs } = await host.sync(connection, impatient)
  expect(runs[0]).toMatchObject({ stream: 'orders', read: 2, written: 1 })
  expect(runs[0]?.fault?.message).toContain('Reading single records of orders did not come to')
})

test('a check that never ends stops its connection', async () => {
  const connection = connectionWith(() => ({}), { check: never })
  const { runs } = await host.sync(connection, impatient)
  expect(runs[0]?.fault?.message).toContain('scripted-shop: The check did not come to an end')
})

test('what an account holds may not be told for ever', async () => {
  const connection = connectionWith(() => ({}), { discover: never })
  const { runs } = await host.sync(connection, impatient)
  expect(runs[0]?.fault?.message).toContain('What the account holds did not come to an end')
})

test('a run that is called off does not wait for a page that never comes', async () => {
  const stopping = new AbortController()
  const connection = connectionWith((orders) => ({
    list: {
      ...orders.list,
      async *read() {
        stopping.abort()
        await never()
        yield
      },
    },
  }))
  const { ok } = await host.sync(connection, {
    signal: stopping.signal,
    engine: { waits: { ...noWaits, stuckMs: 50 } },
  })
  expect(ok).toBe(false)
})
