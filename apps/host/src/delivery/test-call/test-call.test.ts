import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../../config/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../../testing/scripted-installation.ts'
import {
  orderMapping,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../../testing/scripted-sink.ts'
import { testCall, type TestCallOptions } from './index.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sink = scriptedSink()
  for (let id = 1; id <= 3; id += 1)
    shop.rows.set(id, { id, total: `${id}.00`, status: 'paid', email: `c${id}@shop.example` })
})
afterEach(() => host.close())

const withEmail = { ...orderMapping, fields: { ...orderMapping.fields, email: '$.email' } }
const sync = () => host.sync(shopConnection(shop, { mappings: [withEmail] }))
const pushed = (behaviour?: SinkBehaviour, delivery = sinkDelivery()) =>
  host.push([sinkConnection(sink, behaviour)], [delivery])

function tested(
  options: Partial<TestCallOptions> = {},
  { behaviour, delivery = sinkDelivery() }: { behaviour?: SinkBehaviour; delivery?: Delivery } = {},
) {
  const installation = host.installation([sinkConnection(sink, behaviour)], [delivery])
  return testCall(installation, {
    delivery: delivery.id,
    signal: new AbortController().signal,
    ...options,
  })
}

test('without sending, the newest row is mapped and nothing is called', async () => {
  await sync()
  shop.rows.set(2, { id: 2, total: '9.00', status: 'paid', email: 'c@shop.example' })
  await sync()
  expect(await tested()).toStrictEqual({
    delivery: 'orders-out',
    to: 'vendor.orders',
    example: { from: 'row', entity: 'order', id: 'shop:2' },
    sent: false,
    items: [
      {
        key: 'shop:2',
        item: { id: 'shop:2', total: 900 },
        state: 'wouldArrive',
        delivered: 'never',
        requests: [],
        unshown: 'The sink asks nobody for it.',
      },
    ],
    faults: [],
    notes: [],
  })
  expect(sink.calls).toBe(0)
})

test('where there is no row, an example of the model is shown, and is not sent', async () => {
  const call = await tested({ send: true })
  expect([call.example.from, call.sent, sink.calls]).toStrictEqual(['model', false, 0])
  expect(call.items).toMatchObject([{ state: 'withheld', fault: { kind: 'config' } }])
})

test('what was sent as a test is sent by the next run as well, under another key', async () => {
  await sync()
  const call = await tested({ send: true, row: 'shop:2' })
  expect(call.items).toMatchObject([{ key: 'shop:2', state: 'arrived', delivered: 'never' }])
  const [report] = (await pushed()).runs
  expect(report).toMatchObject({ sent: 3, unchanged: 0, failed: 0 })
  expect([sink.writes.get('shop:2'), new Set(sink.keys).size]).toStrictEqual([2, 4])
})

test('a test of what was delivered leaves nothing to do', async () => {
  await sync()
  await pushed()
  const call = await tested({ send: true })
  expect(call.items).toMatchObject([{ state: 'arrived', delivered: 'same' }])
  expect((await pushed()).runs).toMatchObject([{ sent: 0, remaining: 0, failed: 0 }])
})

test('a row that goes back to what was delivered, after its change was sent as a test, is sent again', async () => {
  await sync()
  await pushed()
  shop.rows.set(1, { id: 1, total: '7.00', status: 'paid', email: 'c@shop.example' })
  await sync()
  await tested({ send: true, row: 'shop:1' })
  expect(sink.held.get('shop:1')?.total).toBe(700)
  shop.rows.set(1, { id: 1, total: '1.00', status: 'paid', email: 'c@shop.example' })
  await sync()
  await pushed()
  expect(sink.held.get('shop:1')?.total).toBe(100)
})

test('what a test left open is nothing that a run has to settle', async () => {
  await sync()
  sink.script.push(() => [{ status: 'unknown' }])
  const call = await tested({ send: true })
  expect(call.items).toMatchObject([{ state: 'unknown' }])
  expect((await pushed()).runs).toMatchObject([{ sent: 3, unknown: 0, remaining: 0 }])
})

test('a fault of the sink stands at the item', async () => {
  await sync()
  sink.script.push(() => [
    { status: 'failed', fault: { $fault: 'v1', kind: 'record', message: 'No such field.' } },
  ])
  expect((await tested({ send: true })).items).toMatchObject([
    { state: 'refused', fault: { message: 'No such field.' } },
  ])
})

test.each([
  ['keeps everything', { mode: 'append' }],
  ['is replaced as a whole', { replacement: true }],
] as const)('nothing is sent to a sink that %s', async (_name, behaviour) => {
  await sync()
  await expect(tested({ send: true }, { behaviour })).rejects.toMatchObject({ kind: 'config' })
  expect(sink.calls).toBe(0)
})

test('a sink that might make two of an item is sent only what it has', async () => {
  await sync()
  const behaviour = { onUnknown: 'double' } as const
  const before = await tested({ send: true }, { behaviour })
  expect(before.items).toMatchObject([{ state: 'withheld', fault: { kind: 'config' } }])
  await pushed(behaviour)
  const after = await tested({ send: true }, { behaviour })
  expect(after.items).toMatchObject([{ state: 'arrived' }])
})

test('whoever has agreed to nothing is sent nothing', async () => {
  await sync()
  const behaviour: SinkBehaviour = {
    subject: () => ({ email: 'c3@shop.example', needs: ['email'] }),
  }
  const call = await tested({ send: true }, { behaviour })
  expect([call.sent, sink.calls]).toStrictEqual([false, 0])
  expect(call.items).toMatchObject([{ state: 'withheld', reason: expect.any(String) }])
})

test('a row that the mapping cannot map says why, with what it is', async () => {
  await sync()
  const mapping = { ...deliveryMapping, fields: { id: '$.id', total: '$.number' } }
  const call = await tested({}, { delivery: sinkDelivery({ mapping }) })
  expect(call.items).toStrictEqual([])
  expect(call.faults).toMatchObject([{ fault: { kind: 'record' } }])
})

test('personal data is hidden, unless somebody asks to see it', async () => {
  await sync()
  const mapping = {
    ...deliveryMapping,
    fields: { id: { $concat: ['$.id', ' ', '$.email'] }, total: '$.total' },
  }
  const delivery = sinkDelivery({ mapping })
  const [hidden, shown] = [
    await tested({ row: 'shop:1' }, { delivery }),
    await tested({ row: 'shop:1', show: true }, { delivery }),
  ]
  expect([hidden.items[0]?.item['id'], shown.items[0]?.item['id']]).toStrictEqual([
    'shop:1 c…',
    'shop:1 c1@shop.example',
  ])
  expect(JSON.stringify(hidden)).not.toContain('c1@shop.example')
})

test('a row that does not exist is a mistake of whoever named it', async () => {
  await sync()
  await expect(tested({ row: 'shop:99' })).rejects.toMatchObject({
    kind: 'config',
    message: 'There is no row shop:99 of order.',
  })
})
