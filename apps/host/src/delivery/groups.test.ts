import type { Mapping } from '@cartograph/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../config/index.ts'
import { readLetters } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  orderMapping,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'
import { replayDelivery } from './replay.ts'

/** What a sink holds in whole units, by keys without the connection where they name a customer. */
const heldBy = (of: ScriptedSink) =>
  Object.fromEntries(
    [...of.held].map(([key, { total }]) => [key.replace(/^shop:(?=[a-z])/, ''), total / 100]),
  )

/** Orders know their customer by the basket of the row. */
const withCustomer: Mapping = {
  ...orderMapping,
  fields: { ...orderMapping.fields, customerId: { $string: '$.basket' } },
  onDrift: 'warn',
}
/** What every customer bought. */
const byCustomer: Mapping = {
  ...deliveryMapping,
  group: { by: ['$.customerId'] },
  fields: { id: '$.customerId', total: { $number: { $sum: { $each: '$rows', as: '$.total' } } } },
}

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sink = scriptedSink()
})
afterEach(() => host.close())

const order = (id: number, basket: string | undefined, total: number) =>
  shop.rows.set(id, { id, total: `${total}.00`, basket })
const read = () =>
  host.sync(shopConnection(shop, { mappings: [withCustomer] }), { acceptDeletes: true })
const push = (more: Partial<Delivery> = {}, behaviour: SinkBehaviour = {}) =>
  host.push([sinkConnection(sink, behaviour)], [sinkDelivery({ mapping: byCustomer, ...more })])
const held = () => heldBy(sink)
const replacing = () => push({}, { replacement: true })
const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'delivery', part: 'orders-out' }, 100),
  )

test('rows of one group are one item', async () => {
  order(1, 'ada', 10)
  order(2, 'ben', 5)
  order(3, 'ada', 7)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 2 }] })
  expect(held()).toStrictEqual({ ada: 17, ben: 5 })
})

test('a row that changes makes its own group anew, and no other', async () => {
  order(1, 'ada', 10)
  order(2, 'ben', 5)
  await read()
  await push()
  order(1, 'ada', 11)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1, changes: 1 }] })
  expect(held()).toStrictEqual({ ada: 11, ben: 5 })
})

test('a row that moves changes both groups, and an empty one is deleted', async () => {
  order(1, 'ada', 10)
  order(2, 'ben', 5)
  await read()
  await push()
  order(2, 'ada', 5)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1, deleted: 1 }] })
  expect(held()).toStrictEqual({ ada: 15 })
})

test('a row without a group is a dead letter of its own until it has one', async () => {
  order(1, 'ada', 10)
  order(2, undefined, 5)
  await read()
  expect(await push()).toMatchObject({ ok: false, runs: [{ sent: 1, failed: 1 }] })
  expect(await letters()).toMatchObject([{ key: 'order/shop:2', at: 'mapping' }])
  order(2, 'ada', 5)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect(held()).toStrictEqual({ ada: 15 })
  order(2, undefined, 5)
  await read()
  expect(await push()).toMatchObject({ ok: false, runs: [{ sent: 1, failed: 1 }] })
  expect(held()).toStrictEqual({ ada: 10 })
})

test('rows that `when` leaves out are in no group', async () => {
  order(1, 'ada', 10)
  order(2, 'ada', 5)
  order(3, 'ben', 1)
  await read()
  const mapping = { ...byCustomer, when: { $greater: ['$.total', 600] } }
  expect(await push({ mapping })).toMatchObject({ ok: true })
  expect(held()).toStrictEqual({ ada: 10 })
})

test('what a delivery gave by rows goes when it gives by groups, and the other way round', async () => {
  order(1, 'ada', 10)
  order(2, 'ada', 5)
  await read()
  await push({ mapping: deliveryMapping })
  expect(held()).toStrictEqual({ 'shop:1': 10, 'shop:2': 5 })
  await push()
  expect(held()).toStrictEqual({ ada: 15 })
  await push({ mapping: deliveryMapping })
  expect(held()).toStrictEqual({ 'shop:1': 10, 'shop:2': 5 })
})

test('groups are replaced as a whole where the sink can', async () => {
  order(1, 'ada', 10)
  order(2, 'ben', 5)
  order(3, 'ada', 7)
  await read()
  expect(await replacing()).toMatchObject({ ok: true, runs: [{ sent: 2 }] })
  order(2, 'ada', 5)
  await read()
  expect(await replacing()).toMatchObject({ ok: true, runs: [{ sent: 1, deleted: 1 }] })
  expect(held()).toStrictEqual({ ada: 22 })
})

test('groups are sent again by force', async () => {
  order(1, 'ada', 10)
  await read()
  await push()
  sink.held.clear()
  const delivery = sinkDelivery({ mapping: byCustomer })
  const installation = host.installation([sinkConnection(sink)], [delivery])
  const { signal } = new AbortController()
  const options = { delivery, keys: undefined, force: true, signal }
  expect(await replayDelivery(installation, options)).toMatchObject({ sent: 1 })
  expect(held()).toStrictEqual({ ada: 10 })
})

test('groups with rows of other entities are refused', async () => {
  const join = {
    entity: 'customer',
    where: { id: '$.customerId' },
    take: 'one',
    follow: false,
  } as const
  const mapping: Mapping = { ...byCustomer, with: { customer: join } }
  order(1, 'ada', 10)
  await read()
  expect((await push({ mapping })).runs[0]?.fault?.message).toContain('cannot do at once')
})

test('whatever happens to rows, the sink ends with what they say together', async () => {
  const step = fc.record({
    id: fc.integer({ min: 1, max: 6 }),
    basket: fc.constantFrom('ada', 'ben', 'cle', undefined),
    total: fc.integer({ min: 1, max: 9 }),
    goes: fc.boolean(),
    isPushed: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const own = await scriptedInstallation()
      const ownShop = scriptedShop(0)
      const ownSink = scriptedSink()
      const deliver = async () => {
        await own.sync(shopConnection(ownShop, { mappings: [withCustomer] }), {
          acceptDeletes: true,
        })
        await own.push([sinkConnection(ownSink)], [sinkDelivery({ mapping: byCustomer })])
      }
      try {
        for (const { id, basket, total, goes, isPushed } of steps) {
          if (goes) ownShop.rows.delete(id)
          else ownShop.rows.set(id, { id, total: `${total}.00`, basket })
          if (isPushed) await deliver()
        }
        await deliver()
        const expected: Record<string, number> = {}
        for (const { basket, total } of ownShop.rows.values())
          if (typeof basket === 'string') expected[basket] = (expected[basket] ?? 0) + Number(total)
        expect(heldBy(ownSink)).toStrictEqual(expected)
      } finally {
        await own.close()
      }
    }),
    { numRuns: 12 },
  )
}, 60_000)
