import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesInState, readLetters } from '../store/index.ts'
import {
  peopleMappings,
  referringConnection,
  referringDeliveries,
  referringVendor,
  type ReferringBehaviour,
  type ReferringVendor,
} from '../testing/referring-sinks.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  refused,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../testing/scripted-shop.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let vendor: ReferringVendor
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  vendor = referringVendor()
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'nothing' })
  await sync()
})
afterEach(() => host.close())

const sync = () =>
  host.sync(shopConnection(shop, { mappings: peopleMappings }), { acceptDeletes: true })
const [purchases, people] = referringDeliveries()
const push = (behaviour: ReferringBehaviour = {}, deliveries = [purchases, people]) =>
  host.push([referringConnection(vendor, behaviour)], deliveries)
const pushOnly = (id: string, behaviour: ReferringBehaviour = {}) =>
  host.push([referringConnection(vendor, behaviour)], [purchases, people], {}, { deliveries: [id] })
const letters = (part = 'purchases-out') =>
  host.store.read((dialect, org) => readLetters(dialect, org, { side: 'delivery', part }, 100))

test('an item waits for the one it refers to, whichever delivery is pushed first, and gets its remote id', async () => {
  expect(await push()).toMatchObject({
    ok: true,
    released: [],
    runs: [
      { delivery: 'purchases-out', sent: 1, remaining: 0 },
      { delivery: 'people-out', sent: 1, remaining: 0 },
    ],
  })
  expect(vendor.log).toStrictEqual(['+people/shop:ada', '+purchases/shop:1 of #shop:ada'])
})

test('an item that waits is counted as waiting, and its release is told to whoever pushes', async () => {
  expect(await pushOnly('purchases-out')).toMatchObject({ ok: false, runs: [{ remaining: 1 }] })
  expect(await pushOnly('people-out')).toMatchObject({ ok: true, released: ['purchases-out'] })
  expect(await pushOnly('purchases-out')).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
})

test('what waits is released by the next run where nobody told it after a crash', async () => {
  await pushOnly('purchases-out')
  await pushOnly('people-out')
  // The work that the release wrote is lost, as if it had never been.
  await host.store.write(function* ({ build }) {
    const { sql, parameters } = build.deleteFrom('work').compile()
    yield { kind: 'query', sql, parameters }
  })
  await host.restart()
  expect(await pushOnly('purchases-out')).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
})

test('after a crash between the hold and the parent the item still follows its parent', async () => {
  await pushOnly('purchases-out')
  await host.restart()
  expect(await push()).toMatchObject({ ok: true })
  expect(vendor.log).toStrictEqual(['+people/shop:ada', '+purchases/shop:1 of #shop:ada'])
})

test('where a required item failed, so does the one that needs it, and it follows once that is mended', async () => {
  vendor.answers.set('people/shop:ada', { status: 'failed', fault: refused('record') })
  expect(await push()).toMatchObject({
    ok: false,
    runs: [
      { sent: 0, failed: 1, remaining: 0 },
      { sent: 0, failed: 1 },
    ],
  })
  expect(await letters()).toMatchObject([
    {
      at: 'reference',
      fault: { message: 'It needs the item ["shop:ada"] of the sink "people", which failed.' },
    },
  ])
  vendor.answers.clear()
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'other' })
  await sync()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }, { sent: 1 }] })
  expect(await letters()).toStrictEqual([])
})

test('where a required item is skipped, so is the one that needs it', async () => {
  vendor.answers.set('people/shop:ada', {
    status: 'skipped',
    reason: 'no address',
    again: 'changed',
  })
  expect(await push()).toMatchObject({
    ok: true,
    runs: [
      {
        sent: 0,
        skipped: 1,
        failed: 0,
        notes: ['It needs the item ["shop:ada"] of the sink "people", which was skipped.'],
      },
      { skipped: 1 },
    ],
  })
})

test('an item that can go without waits only as long as something may still come', async () => {
  shop.rows.delete(2)
  shop.rows.set(3, { id: 3, total: '3.00', name: 'eve' })
  await sync()
  expect(await push({ required: false })).toMatchObject({ ok: true })
  expect(vendor.log).toStrictEqual(['+people/shop:eve', '+purchases/shop:1 of nobody'])
})

test('an item that needs what no delivery sends says so', async () => {
  expect(await push({}, [purchases])).toMatchObject({ ok: false, runs: [{ failed: 1 }] })
  expect(await letters()).toMatchObject([
    {
      fault: {
        message:
          'It needs the item ["shop:ada"] of the sink "people", and no delivery sends anything there.',
      },
    },
  ])
})

test('items that need each other say so, and nothing is sent', async () => {
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'shop:1' })
  await sync()
  expect(await push({ circle: true })).toMatchObject({
    ok: false,
    runs: [
      { sent: 0, failed: 1, remaining: 0 },
      { sent: 0, failed: 1, remaining: 0 },
    ],
  })
  expect((await letters('people-out'))[0]?.fault.message).toBe(
    'It needs the item ["shop:1"] of the sink "purchases", and that needs this one in turn: people ["shop:ada"] → purchases ["shop:1"] → people ["shop:ada"].',
  )
})

test('items that would like to refer to each other are sent all the same', async () => {
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'shop:1' })
  await sync()
  expect(await push({ circle: true, required: false })).toMatchObject({ ok: true })
  expect(vendor.log).toStrictEqual(['+people/shop:ada of nobody', '+purchases/shop:1 of #shop:ada'])
})

test('children are deleted before their parents, whichever delivery is pushed first', async () => {
  await push()
  vendor.log.length = 0
  shop.rows.clear()
  await sync()
  expect(await push({}, [people, purchases])).toMatchObject({
    ok: true,
    runs: [{ deleted: 1 }, { deleted: 1 }],
  })
  expect(vendor.log).toStrictEqual(['-purchases/shop:1 of #shop:ada', '-people/shop:ada'])
})

test('a parent is deleted although a child stays, once the child was looked at', async () => {
  await push()
  shop.rows.delete(2)
  await sync()
  expect(await push({}, [people, purchases])).toMatchObject({
    ok: true,
    runs: [{ deleted: 1 }, {}],
  })
})

test('a crash before the release of a deletion only delays it', async () => {
  await push()
  shop.rows.clear()
  await sync()
  await pushOnly('people-out')
  const held = await host.store.read((dialect, org) =>
    entriesInState(
      dialect,
      org,
      { connection: 'vendor', sink: 'people' },
      'people-out',
      'held',
      10,
    ),
  )
  expect(held).toMatchObject([{ op: 'delete', wait_sink: 'purchases' }])
  await pushOnly('purchases-out')
  await host.store.write(function* ({ build }) {
    const { sql, parameters } = build.deleteFrom('work').compile()
    yield { kind: 'query', sql, parameters }
  })
  await host.restart()
  expect(await pushOnly('people-out')).toMatchObject({ ok: true, runs: [{ deleted: 1 }] })
})

test('items of one sink that refer to each other are sent parents first and deleted children first', async () => {
  shop.rows.set(2, { id: 2, total: '2.00', name: 'ada', favourite: 'shop:eve' })
  shop.rows.set(3, { id: 3, total: '3.00', name: 'eve', favourite: null })
  await sync()
  expect(await push({ family: true }, [people])).toMatchObject({
    ok: true,
    runs: [{ sent: 2, remaining: 0 }],
  })
  expect(vendor.log).toStrictEqual(['+people/shop:eve', '+people/shop:ada of #shop:eve'])
  vendor.log.length = 0
  shop.rows.clear()
  await sync()
  expect(await push({ family: true }, [people])).toMatchObject({ ok: true, runs: [{ deleted: 2 }] })
  expect(vendor.log).toStrictEqual(['-people/shop:ada of #shop:eve', '-people/shop:eve'])
})

test('an item that would like to refer to one of its own sink that never comes goes without', async () => {
  expect(await push({ family: true, required: false }, [people])).toMatchObject({
    ok: true,
    released: [],
    runs: [{ sent: 1, remaining: 0 }],
  })
  expect(vendor.log).toStrictEqual(['+people/shop:ada of nobody'])
})
