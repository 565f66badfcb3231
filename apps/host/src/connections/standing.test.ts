import { fault, type CheckReport, type Context } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { readAccount } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { scriptedVendor, status } from '../testing/scripted-vendor.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

/** A clock that stands where it is put. */
function standingClock(now: number) {
  return {
    at: now,
    now() {
      return this.at
    },
    raise() {},
    leadMs: () => 0,
  }
}

/** The connection with a check of its own, which is counted. */
function checked(
  connection: Connection,
  check: (context: Context<unknown>) => CheckReport | Promise<CheckReport>,
) {
  const calls = { count: 0 }
  const connector = {
    ...connection.connector,
    check: async (context: Context<unknown>) => {
      calls.count += 1
      return check(context)
    },
  }
  return { calls, connection: { ...connection, connector } }
}

/** The accounts that the stream `orders` was read with. */
function watched(connection: Connection) {
  const accounts: Context<unknown>['account'][] = []
  const { connector } = connection
  const parts: Connection['connector']['parts'] = (known) => {
    const made = connector.parts(known)
    const orders = made.streams?.['orders']
    if (orders?.list === undefined) return made
    const whole = orders.list
    const list = {
      ...whole,
      read: (...given: Parameters<typeof whole.read>) => {
        accounts.push(given[0].account)
        return whole.read(...given)
      },
    }
    return { ...made, streams: { ...made.streams, orders: { ...orders, list } } }
  }
  return { accounts, connection: { ...connection, connector: { ...connector, parts } } }
}

const sweden = { timeZone: 'Europe/Stockholm', currency: 'SEK', country: 'SE' }

test('streams are read in the time zone of the account, which a check tells once a day', async () => {
  const { connection: shop, accounts } = watched(shopConnection(scriptedShop(3)))
  const { connection, calls } = checked(shop, () => ({ account: { ...sweden, name: 'Nordlys' } }))
  const clock = standingClock(1_800_000_000_000)
  await host.sync(connection, { engine: { clock } })
  await host.restart()
  clock.at += 86_000_000
  await host.sync(connection, { engine: { clock } })
  expect(calls.count).toBe(1)
  expect(accounts).toStrictEqual([sweden, sweden])
  clock.at += 500_000
  await host.sync(connection, { engine: { clock } })
  expect(calls.count).toBe(2)
})

test('other settings are checked anew', async () => {
  const { connection, calls } = checked(shopConnection(scriptedShop(3)), () => ({ account: {} }))
  await host.sync(connection)
  await host.sync({ ...connection, fingerprint: 'f2' })
  expect(calls.count).toBe(2)
})

test('what a check does not tell stays unknown', async () => {
  const { connection: shop, accounts } = watched(shopConnection(scriptedShop(3)))
  const { connection } = checked(shop, () => ({ account: { currency: 'EUR' } }))
  await host.sync(connection)
  expect(accounts).toStrictEqual([{ timeZone: 'UTC', currency: 'EUR', country: 'ZZ' }])
})

test('what a check throws stops every stream of the connection, without its secrets, and the next run checks again', async () => {
  const shop = scriptedShop(3)
  let works = false
  const { connection, calls } = checked({ ...shopConnection(shop), secrets: ['key-1234'] }, () => {
    if (works) return { account: {} }
    throw fault({
      kind: 'auth',
      message: 'The vendor refused key-1234.',
      hint: 'Look at key-1234.',
      request: { method: 'GET', route: '/key-1234' },
    })
  })
  const report = await host.sync(connection)
  expect(report).toMatchObject({
    ok: false,
    runs: [
      {
        stream: 'orders',
        read: 0,
        fault: {
          kind: 'auth',
          message: 'The vendor refused [secret].',
          hint: 'Look at [secret].',
          request: { method: 'GET', route: '/[secret]' },
        },
      },
    ],
  })
  expect(shop.pages).toBe(0)
  works = true
  expect(await host.sync(connection)).toMatchObject({ ok: true, runs: [{ read: 3 }] })
  expect(calls.count).toBe(2)
})

test('a check that fails for a moment is done again before it stops anything', async () => {
  const { connection, calls } = checked(shopConnection(scriptedShop(3)), () => {
    if (calls.count < 3) throw fault({ kind: 'transient', message: 'The vendor is down.' })
    return { account: {} }
  })
  expect(await host.sync(connection)).toMatchObject({ ok: true, runs: [{ read: 3 }] })
  expect(calls.count).toBe(3)
})

test('a check that asks for a long wait is left for another run', async () => {
  const { connection, calls } = checked(shopConnection(scriptedShop(3)), () => {
    throw fault({ kind: 'rateLimit', message: 'Busy.', retryAfterMs: 600_000 })
  })
  expect(await host.sync(connection)).toMatchObject({
    ok: false,
    runs: [{ fault: { kind: 'rateLimit' } }],
  })
  expect(calls.count).toBe(1)
})

test('a problem of one part stops that part alone, and is looked at again by the next run', async () => {
  const { connection, calls } = checked(shopConnection(scriptedShop(3)), () => ({
    account: {},
    problems: [
      {
        severity: 'error',
        part: 'streams.refunds',
        fault: fault({ kind: 'permission', message: 'No refunds for this key.' }),
      },
    ],
  }))
  expect(await host.sync(connection)).toMatchObject({ ok: true, runs: [{ read: 3, notes: [] }] })
  await host.sync(connection)
  expect(calls.count).toBe(2)
})

test('a problem of a stream is the fault of its run', async () => {
  const { connection } = checked(shopConnection(scriptedShop(3)), () => ({
    account: {},
    problems: [
      {
        severity: 'error',
        part: 'streams.orders',
        fault: fault({ kind: 'permission', message: 'No orders for this key.' }),
      },
    ],
  }))
  expect(await host.sync(connection)).toMatchObject({
    ok: false,
    runs: [{ read: 0, fault: { kind: 'permission', scope: 'part' } }],
  })
})

test('warnings of a check are notes of the run', async () => {
  const { connection } = checked(shopConnection(scriptedShop(3)), () => ({
    account: {},
    problems: [
      {
        severity: 'warning',
        fault: fault({
          kind: 'config',
          message: 'The key is a test key.',
          hint: 'Use a live one.',
        }),
      },
      {
        severity: 'warning',
        part: 'streams.orders',
        fault: fault({ kind: 'config', message: 'Old orders are archived.' }),
      },
    ],
  }))
  expect(await host.sync(connection)).toMatchObject({
    ok: true,
    runs: [{ notes: ['The key is a test key. Use a live one.', 'Old orders are archived.'] }],
  })
})

test('a connection whose streams only its vendor could tell says so in place of them', async () => {
  const { connection } = checked(shopConnection(scriptedShop(3)), () => {
    throw fault({ kind: 'transient', message: 'The vendor is down.' })
  })
  const connector = { ...connection.connector, discover: async () => null, parts: () => ({}) }
  expect(await host.sync({ ...connection, connector })).toMatchObject({
    ok: false,
    runs: [{ stream: '*', fault: { message: 'The vendor is down.' } }],
  })
})

test('a sync asks nothing of a connection that can only be written to', async () => {
  const { connection, calls } = checked(sinkConnection(scriptedSink()), () => ({ account: {} }))
  expect(await host.sync(connection)).toStrictEqual({ ok: true, runs: [] })
  expect(calls.count).toBe(0)
})

test('a delivery whose connection fails its check sends nothing and says why', async () => {
  await host.sync(shopConnection(scriptedShop(3)))
  const sink = scriptedSink()
  const { connection } = checked(sinkConnection(sink), () => {
    throw fault({ kind: 'auth', message: 'The key was refused.' })
  })
  expect(await host.push([connection], [sinkDelivery()])).toMatchObject({
    ok: false,
    runs: [{ sent: 0, fault: { kind: 'auth', message: 'The key was refused.' } }],
  })
  expect(sink.calls).toBe(0)
})

test('a problem of a sink stops its delivery, and warnings are notes of it', async () => {
  await host.sync(shopConnection(scriptedShop(3)))
  const told = fault({ kind: 'permission', message: 'No orders, please.' })
  const report = (severity: 'error' | 'warning') => () => ({
    account: {},
    problems: [{ severity, part: 'sinks.orders', fault: told } as const],
  })
  const stopped = checked(sinkConnection(scriptedSink()), report('error'))
  expect(await host.push([stopped.connection], [sinkDelivery()])).toMatchObject({
    ok: false,
    runs: [{ sent: 0, fault: { kind: 'permission' } }],
  })
  const warned = checked(sinkConnection(scriptedSink()), report('warning'))
  expect(await host.push([warned.connection], [sinkDelivery()])).toMatchObject({
    ok: true,
    runs: [{ sent: 3, notes: ['No orders, please.'] }],
  })
})

test("what was learnt of the vendor's clock is there for the next process", async () => {
  const vendor = await scriptedVendor()
  const { connection: shop } = watched(shopConnection(scriptedShop(3)))
  const times: number[] = []
  const { connection } = checked(shop, async (context) => {
    const date = new Date(Date.now() + 60_000).toUTCString()
    vendor.script.push(status(200, '[]', { date }))
    await context.fetch(vendor.origin)
    times.push(context.now() - Date.now())
    return { account: {} }
  })
  const connector = { ...connection.connector, hosts: () => [vendor.host] }
  await host.sync({ ...connection, connector })
  const known = await host.store.read((dialect, org) => readAccount(dialect, org, 'shop'))
  for (const offset of [...times, known?.clockOffsetMs])
    expect(offset).toSatisfy((ms: number) => Math.abs(ms - 60_000) < 5000)
  await vendor.close()
})
