import type { Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../config/index.ts'
import { factsOf } from '../store/index.ts'
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
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'

const ofKind = (kind: string) => ({ $equals: ['$.kind', kind] })
/** Rows are orders, customers or consents, as they say themselves. */
const mappings: readonly Mapping[] = [
  {
    ...orderMapping,
    when: ofKind('order'),
    fields: { ...orderMapping.fields, email: '$.email', customerId: { $string: '$.customer' } },
  },
  {
    id: 'shop-customer',
    from: { connector: 'scripted', stream: 'orders' },
    to: { entity: 'customer' },
    when: ofKind('customer'),
    fields: {
      id: { $string: '$.id' },
      email: '$.email',
      phone: '$.phone',
      consents: {
        $if: { $isMissing: '$.state' },
        then: [],
        else: [{ channel: 'email', state: '$.state' }],
      },
    },
  },
  {
    id: 'shop-consent',
    from: { connector: 'scripted', stream: 'orders' },
    to: { entity: 'consent' },
    when: ofKind('consent'),
    fields: {
      id: { $string: '$.id' },
      email: '$.email',
      customerId: { $string: '$.customer' },
      channel: 'email',
      state: '$.state',
      at: '$.at',
    },
  },
]
/** An item for every order: its person, and who it is about. */
const mapping: Mapping = {
  id: 'order-item',
  from: { entity: 'order' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  fields: { id: '$.id', total: '$.total' },
}

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
/** Whom the item of an order is about. */
let persons: Map<
  string,
  { readonly email?: string; readonly customerId?: string; readonly phone?: string }
>
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(0)
  sink = scriptedSink()
  persons = new Map([['shop:1', { email: 'Ada@Example.com' }]])
  shop.rows.set(1, { id: 1, kind: 'order', total: '1.00' })
})
afterEach(() => host.close())

const read = () =>
  host.sync(shopConnection(shop, { mappings: mappings.map(tolerant) }), { acceptDeletes: true })
const tolerant = (each: Mapping): Mapping => ({ ...each, onDrift: 'warn' })
const subject: SinkBehaviour['subject'] = ({ id }) => ({ ...persons.get(id), needs: ['email'] })
const push = (more: Partial<Delivery> = {}, behaviour: SinkBehaviour = {}) => {
  return host.push(
    [sinkConnection(sink, { subject, ...behaviour })],
    [sinkDelivery({ mapping, ...more })],
  )
}
const consent = (
  id: number,
  state: string,
  more: Record<string, string> = { email: 'ada@example.com' },
) =>
  shop.rows.set(id, {
    id,
    kind: 'consent',
    total: '0.00',
    state,
    at: `2026-01-0${id % 9}T00:00:00Z`,
    ...more,
  })
const isSent = () => sink.held.has('shop:1')

test('without a word of the person nothing is sent, unless the delivery assumes a yes', async () => {
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 0, skipped: 1 }] })
  expect(await push({ consent: 'assumed' })).toMatchObject({ runs: [{ sent: 1, skipped: 0 }] })
})

test('with a yes it is sent, with a no it is not, however much is assumed', async () => {
  consent(11, 'granted')
  await read()
  expect(await push()).toMatchObject({ runs: [{ sent: 1, skipped: 0 }] })
  consent(12, 'withdrawn')
  shop.rows.set(1, { id: 1, kind: 'order', total: '2.00' })
  await read()
  // As news, and once more because another answer to "nobody knows" has everything looked at.
  expect(await push({ consent: 'assumed' })).toMatchObject({ runs: [{ sent: 0, skipped: 2 }] })
  expect(sink.held.get('shop:1')?.total).toBe(100)
})

test('who says yes later is sent what was withheld, by itself', async () => {
  await read()
  await push()
  consent(11, 'granted')
  await read()
  expect(await push()).toMatchObject({ runs: [{ sent: 1, changes: 1 }] })
  expect(isSent()).toBe(true)
  expect(await push()).toMatchObject({ runs: [{ sent: 0, changes: 0 }] })
})

test('a no that comes while a delivery runs counts for the next request', async () => {
  shop.rows.set(2, { id: 2, kind: 'order', total: '2.00' })
  persons.set('shop:2', { email: 'ben@example.com' })
  consent(11, 'granted')
  consent(12, 'granted', { email: 'ben@example.com' })
  await read()
  sink.script.push(async (_items, apply) => {
    consent(13, 'withdrawn', { email: 'ben@example.com' })
    await read()
    return apply()
  })
  expect(await push({}, { maxItems: 1 })).toMatchObject({ runs: [{ sent: 1, skipped: 1 }] })
  expect([...sink.held.keys()]).toStrictEqual(['shop:1'])
})

test.each([
  ['a customer says no by the id', { customerId: 'shop:7' }, {}, 'denied'],
  ['a customer with the address says no', { email: 'ada@example.com' }, {}, 'denied'],
  [
    'the customer with the address said no elsewhere',
    { email: 'ada@example.com' },
    { customer: '7' },
    undefined,
  ],
  [
    'the address of the customer said no elsewhere',
    { customerId: 'shop:7' },
    { email: 'ada@example.com' },
    undefined,
  ],
])('where %s, nothing is sent', async (_what, person, elsewhere, state) => {
  persons.set('shop:1', person)
  const said = state === undefined ? {} : { state }
  shop.rows.set(7, { id: 7, kind: 'customer', total: '0.00', email: 'ada@example.com', ...said })
  if (state === undefined) consent(12, 'denied', elsewhere)
  await read()
  expect(await push({ consent: 'assumed' })).toMatchObject({ runs: [{ sent: 0, skipped: 1 }] })
})

test('a no of somebody who shares the telephone is not the no of the person', async () => {
  persons.set('shop:1', { email: 'ada@example.com', phone: '+4512345678' })
  shop.rows.set(8, {
    id: 8,
    kind: 'customer',
    total: '0.00',
    phone: '+4512345678',
    state: 'denied',
  })
  await read()
  expect(await push({ consent: 'assumed' })).toMatchObject({ runs: [{ sent: 1 }] })
})

test('who is gone from the store is forgotten with the next delivery, whatever it sends', async () => {
  consent(11, 'granted')
  await read()
  await push()
  const known = () =>
    host.store.read((dialect, org) => factsOf(dialect, org, ['email:ada@example.com']))
  expect(await known()).toHaveLength(1)
  shop.rows.clear()
  await read()
  await host.push([sinkConnection(sink)], [sinkDelivery({ id: 'other', mapping })])
  expect(await known()).toStrictEqual([])
})

test('what is taken away needs nobody to agree', async () => {
  consent(11, 'granted')
  await read()
  await push()
  consent(12, 'withdrawn')
  shop.rows.delete(1)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ deleted: 1 }] })
})

test('a replacement leaves out who did not agree, and takes them in when they do', async () => {
  await read()
  shop.rows.set(2, { id: 2, kind: 'order', total: '2.00' })
  persons.set('shop:2', { email: 'ben@example.com' })
  consent(12, 'granted', { email: 'ben@example.com' })
  await read()
  expect(await push({}, { replacement: true })).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect([...sink.held.keys()]).toStrictEqual(['shop:2'])
  consent(11, 'granted')
  await read()
  expect(await push({}, { replacement: true })).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect([...sink.held.keys()]).toStrictEqual(['shop:2', 'shop:1'])
})
