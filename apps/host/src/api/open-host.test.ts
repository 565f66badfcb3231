import { once } from 'node:events'
import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { engineClock } from '../queue/index.ts'
import { lastSyncRuns } from '../store/index.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { noWaits } from '../testing/scripted-installation.ts'
import { refused, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

/** The same connection under another id. */
const named = (id: string, connection: Connection): Connection => ({ ...connection, id })

test('a connection that is to be kept current is read when it was never read', async () => {
  const [scheduled, plain] = [scriptedShop(2), scriptedShop(2)]
  const host = await scriptedHost({
    connections: [
      { ...shopConnection(scheduled), schedule: '0 3 * * *' },
      named('by-hand', shopConnection(plain)),
    ],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  expect([scheduled.pages, plain.pages]).toStrictEqual([1, 0])
})

test('it is not read again by the next process', async () => {
  const shop = scriptedShop(2)
  const host = await scriptedHost({
    connections: [{ ...shopConnection(shop), schedule: '0 3 * * *' }],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  const next = await host.restart()
  await next.begin()
  await next.stop()
  expect(shop.pages).toBe(1)
})

test('a slot of a schedule is met by itself', async () => {
  const shop = scriptedShop(2)
  let now = Date.parse('2026-11-25T02:00:00Z')
  const host = await scriptedHost({
    connections: [{ ...shopConnection(shop), schedule: '0 3 * * *' }],
    now: () => now,
  })
  await host.begin()
  await until(async () => {
    const runs = await host.installation.store.read((dialect, org) => lastSyncRuns(dialect, org, 9))
    return runs.some(({ status }) => status === 'ended')
  })
  shop.rows.set(3, { id: 3, total: '3.00' })
  now = Date.parse('2026-11-25T03:00:00Z')
  await until(async () => Object.keys(await host.installation.rows()).length === 3)
  expect(shop.pages).toBe(2)
})

function failing(): never {
  throw new Error('a field is missing')
}

test('a connection whose connector fails with what it once discovered keeps no other from being served', async () => {
  const broken = shopConnection(scriptedShop(2))
  const host = await scriptedHost({
    connections: [
      named('broken', { ...broken, connector: { ...broken.connector, parts: failing } }),
      { ...shopConnection(scriptedShop(2)), schedule: '0 3 * * *' },
    ],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  expect(host.lines[0]).toStrictEqual({
    level: 'error',
    connection: 'broken',
    message: 'broken: a field is missing',
  })
})

test('webhooks are registered before anything is read, at the public address', async () => {
  const shop = scriptedShop(2)
  const hooks = scriptedHooks()
  const pagesBefore: number[] = []
  hooks.beforeRegister = async () => {
    pagesBefore.push(shop.pages)
  }
  const host = await scriptedHost({ connections: [withHooks(shopConnection(shop), hooks)] })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  const address = await host.addressOf('shop')
  expect([pagesBefore, hooks.registeredAt]).toStrictEqual([[0], [`https://data.example${address}`]])
})

test('nobody has a connection read before its webhooks are registered', async () => {
  const [shop, other] = [scriptedShop(2), scriptedShop(2)]
  const hooks = scriptedHooks()
  const held = Promise.withResolvers<undefined>()
  hooks.beforeRegister = () => held.promise
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(shop), hooks), named('other', shopConnection(other))],
  })
  await host.begin()
  for (const id of ['shop', 'other'])
    await host.call(`/api/connections/${id}/sync`, { method: 'POST' })
  await until(() => other.pages === 1)
  expect(shop.pages).toBe(0)
  held.resolve(undefined)
  await until(() => shop.pages > 0)
})

test('a registration is looked at again after a day, and not sooner', async () => {
  const hooks = scriptedHooks()
  let now = Date.parse('2026-11-25T12:00:00Z')
  let ticks = 0
  const clock = engineClock(() => {
    ticks += 1
    return now
  })
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0)), hooks)],
    engine: { clock },
  })
  await host.begin()
  await until(() => host.lines.some(({ message }) => message.startsWith('Webhooks are registered')))
  now += 86_400_000 - 1000
  const later = ticks + 50
  await until(() => ticks > later)
  expect(hooks.registeredAt).toHaveLength(1)
  now += 2000
  await until(() => hooks.registeredAt.length === 2)
})

test('a vendor that does not let register is read all the same, and asked again', async () => {
  const hooks = scriptedHooks()
  let refusals = 0
  hooks.beforeRegister = async () => {
    refusals += 1
    throw fault({ kind: 'permission', message: 'This key may not register webhooks.' })
  }
  const connection = withHooks(shopConnection(scriptedShop(2)), hooks)
  const host = await scriptedHost({ connections: [connection] })
  await host.begin()
  await until(async () => refusals > 1 && Object.keys(await host.installation.rows()).length === 2)
  expect(host.lines).toContainEqual({
    level: 'error',
    connection: 'shop',
    message: 'Its webhooks could not be registered: This key may not register webhooks.',
  })
})

test('without a public address nothing is registered, and it is said once', async () => {
  const hooks = scriptedHooks()
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(2)), hooks)],
    url: null,
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  await host.stop()
  const said = host.lines.filter(({ message }) => message.includes('no public address'))
  expect([hooks.registeredAt, said.length]).toStrictEqual([[], 1])
})

test('a connection that does not answer delays no other', async () => {
  const hooks = scriptedHooks()
  hooks.beforeRegister = async (signal) => {
    await once(signal, 'abort')
    throw new Error('stopped')
  }
  const alive = { ...named('alive', shopConnection(scriptedShop(2))), schedule: '0 3 * * *' }
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(2)), hooks), alive],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  expect(await host.installation.rows()).toStrictEqual({ 'alive:1': 100, 'alive:2': 200 })
})

test('a first reading that fails for a while is tried again by itself', async () => {
  const shop = scriptedShop(2)
  // As many as one run tries.
  for (let time = 0; time < 5; time += 1) shop.failures.push(refused('transient'))
  const host = await scriptedHost({
    connections: [{ ...shopConnection(shop), schedule: '0 3 * * *' }],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  expect(host.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})

test('what is read is delivered without being asked for, and a sink that is down delays no other', async () => {
  const shop = scriptedShop(2)
  const [down, up] = [scriptedSink(), scriptedSink()]
  let attempts = 0
  const refuse = () => {
    attempts += 1
    throw fault({ kind: 'transient', message: 'The sink is down.' })
  }
  for (let time = 0; time < 1000; time += 1) down.script.push(refuse)
  const host = await scriptedHost({
    connections: [
      { ...shopConnection(shop), schedule: '0 3 * * *' },
      named('down', sinkConnection(down)),
      named('up', sinkConnection(up)),
    ],
    deliveries: [
      sinkDelivery({ id: 'to-down', connection: 'down' }),
      sinkDelivery({ id: 'to-up', connection: 'up' }),
    ],
    engine: { waits: { ...noWaits, retryMs: 10, longestRetryMs: 10 } },
  })
  await host.begin()
  await until(() => up.held.size === 2 && attempts > 1)
  down.script.length = 0
  await until(() => down.held.size === 2)
  expect([...up.writes.values()]).toStrictEqual([1, 1])
})

test('a run whose end could not be written is run again', async () => {
  const shop = scriptedShop(2)
  const full = fault({ kind: 'transient', message: 'The disk is full.' })
  const isTold = () => host.lines.some(({ message }) => message === full.message)
  const host: ScriptedHost = await scriptedHost({
    connections: [{ ...shopConnection(shop), schedule: '0 3 * * *' }],
    store: (store) => ({
      ...store,
      // From the first page on, until the lane itself has failed.
      write: (work) => (shop.pages > 0 && !isTold() ? Promise.reject(full) : store.write(work)),
    }),
  })
  await host.begin()
  await until(async () => {
    const runs = await host.installation.store.read((dialect, org) => lastSyncRuns(dialect, org, 9))
    return runs.some(({ ok }) => ok === true)
  })
  expect([isTold(), await host.installation.rows()]).toStrictEqual([
    true,
    { 'shop:1': 100, 'shop:2': 200 },
  ])
})

test('a delivery goes on when the store could not be written to for a while', async () => {
  const sink = scriptedSink()
  let refusals = 3
  let isBegun = false
  const host = await scriptedHost({
    connections: [sinkConnection(sink), shopConnection(scriptedShop(2))],
    deliveries: [sinkDelivery()],
    store: (store) => ({
      ...store,
      write: (work) => {
        // The first writes of all are those of the host that is put together.
        if (sink.calls > 0 || refusals === 0 || !isBegun) return store.write(work)
        refusals -= 1
        return Promise.reject(fault({ kind: 'transient', message: 'The disk is full.' }))
      },
    }),
  })
  await host.installation.sync(shopConnection(scriptedShop(2)))
  isBegun = true
  await host.begin()
  await until(() => sink.held.size === 2)
  expect(refusals).toBe(0)
})

test('a paused delivery is left alone', async () => {
  const sink = scriptedSink()
  const host = await scriptedHost({
    connections: [
      { ...shopConnection(scriptedShop(2)), schedule: '0 3 * * *' },
      sinkConnection(sink),
    ],
    deliveries: [sinkDelivery({ paused: true })],
  })
  await host.begin()
  await until(async () => Object.keys(await host.installation.rows()).length === 2)
  await host.stop()
  expect(sink.calls).toBe(0)
})

test('the secret that a vendor signs with is in no line of the log', async () => {
  const hooks = scriptedHooks()
  hooks.failures.push(new Error('hook-secret does not fit'))
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0)), hooks)],
  })
  await host.begin()
  await until(() => host.lines.some(({ message }) => message.includes('registered (1)')))
  await host.hook('shop', '{"entries":[]}')
  await until(() => host.lines.some(({ message }) => message.includes('[secret] does not fit')))
  expect(JSON.stringify(host.lines)).not.toContain('hook-secret')
})
