import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventBody, sentProperties } from './event-body.ts'
import { eventContexts } from './event-contexts.ts'
import { eventItem, type EventItem } from './event-item.ts'
import { eventTypes } from './event-types.ts'
import { settings } from './settings.ts'
import { orderOf } from './testing/items.ts'

const given = {
  token: 'hub-0123456789',
  workspaceId: 'a0000000-0000-4000-8000-000000000001',
  nodeId: 'b0000000-0000-4000-8000-000000000001',
  currency: 'EUR',
}
const config = settings.parse(given)

function problemsOf(item: object, schemas: 'known' | 'vendor' = 'known') {
  const { error } = eventItem(schemas).safeParse({ ...orderOf().item, ...item })
  return error?.issues.map(({ path }) => path.join('.'))
}

/** What the schemas demand of the few types that demand anything. */
const needed: Readonly<Record<string, object>> = {
  completedOrder: { amount: { total: 1 } },
  addedReward: { rewardAmount: 1, rewardTypeId: 'points' },
  removedReward: { rewardAmount: 1, rewardTypeId: 'points' },
  grantedCoupon: { startValidityDate: '2026-10-24T00:00:00.000Z', totalAmount: 5 },
}

test.each(Object.keys(eventTypes))(
  '%s fits with what it needs, and with nothing unheard of',
  (type) => {
    const properties = needed[type] ?? {}
    expect(problemsOf({ type, properties })).toBeUndefined()
    expect(problemsOf({ type, properties: { ...properties, unheardOf: 1 } })).toStrictEqual([
      'properties',
    ])
  },
)

test.each(Object.keys(eventContexts))('the context %s tells of nothing unheard of', (context) => {
  const client = { ip: '192.0.2.10', userAgent: 'Mozilla/5.0' }
  expect(problemsOf({ context, contextInfo: { client } })).toBeUndefined()
  expect(problemsOf({ context, contextInfo: { weather: 'rain' } })).toStrictEqual(['contextInfo'])
})

test('a store is told in shops alone, and the clerk at tills alone', () => {
  const store = { id: '1', name: 'Shop IT' }
  const contextInfo = { store, salesAssistant: { id: '7' } }
  expect(problemsOf({ context: 'RETAIL', contextInfo })).toBeUndefined()
  expect(problemsOf({ context: 'ECOMMERCE', contextInfo })).toStrictEqual(['contextInfo'])
  expect(problemsOf({ context: 'WEB', contextInfo: { store } })).toStrictEqual(['contextInfo'])
})

test('what is newer than the published schemas is left to the vendor where the settings say so', () => {
  const newer = { type: 'newerType', properties: { unheardOf: 1 } }
  expect(problemsOf(newer)).toStrictEqual(['type'])
  expect(problemsOf(newer, 'vendor')).toBeUndefined()
})

test('what is null is left out, wherever it is', () => {
  const item: EventItem = {
    ...orderOf().item,
    contextInfo: { client: { ip: null } },
    properties: {
      orderId: '1',
      paymentMethod: null,
      amount: { total: 1, tax: null },
      products: [],
    },
  }
  expect(eventBody(config, item, { customerId: 'c1' })).toStrictEqual({
    customerId: 'c1',
    type: 'completedOrder',
    context: 'ECOMMERCE',
    date: '2026-10-24T14:03:11.000Z',
    properties: {
      orderId: '1',
      amount: { total: 1 },
      products: [],
      extraProperties: { cartographKey: 'order/shop:1001' },
    },
  })
})

test('products are sent with the names of their categories, their vendor and what tells them apart', () => {
  const product = { id: 'shop:12', category: ['shop:c1', 'shop:c9'] }
  const item: EventItem = {
    ...orderOf().item,
    catalogue: {
      categories: [{ id: 'shop:c1', name: 'Accessories' }],
      products: [{ id: 'shop:12', vendor: 'Lana', attributes: { colour: 'red', parts: [1] } }],
    },
    properties: { products: [product, { id: 'shop:13' }] },
  }
  expect(sentProperties(config, item)['products']).toStrictEqual([
    {
      vendor: 'Lana',
      classifications: [{ key: 'colour', value: 'red' }],
      id: 'shop:12',
      category: ['Accessories', 'shop:c9'],
    },
    { id: 'shop:13' },
  ])
})

test('Contactplan is given fifteen classifications of a product at most, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 30 }), (keys) => {
      const classifications = keys.map((key) => ({ key, value: 'x' }))
      const item = { ...orderOf().item, properties: { products: [{ id: '1', classifications }] } }
      const plan = settings.parse({ ...given, profiles: ['contactplan'] })
      expect(sentProperties(plan, item)['products']).toStrictEqual([
        { id: '1', classifications: classifications.slice(0, 15) },
      ])
    }),
  )
})
