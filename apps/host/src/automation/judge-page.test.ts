import type { EntityName, JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Automation, AutomationTrigger } from '../config/index.ts'
import { judgePage, type Page } from './judge-page.ts'
import { triggerRule } from './trigger-rule.ts'

const day = 86_400_000
const now = Date.parse('2026-11-26T12:00:00Z')
const at = (ms: number) => new Date(ms).toISOString()

const automation: Automation = {
  id: 'mine',
  on: { event: 'order.paid' },
  connections: undefined,
  in: [],
  notIn: [],
  steps: [],
  onHistory: false,
  withinMs: 3 * day,
  purpose: 'marketing',
  consent: 'required',
  brake: 5000,
  perMinute: 600,
  paused: false,
}

/** What is answered of one row: its transition and how long ago it was, and what is remembered of it. */
function judged(
  on: AutomationTrigger | string,
  entity: EntityName,
  row: JsonObject,
  options: {
    readonly before?: string
    readonly page?: Partial<Page>
    readonly automation?: Partial<Automation>
    readonly since?: number
  } = {},
) {
  const trigger = typeof on === 'string' ? { event: on } : on
  const rule = triggerRule(trigger)
  const { seen, happenings } = judgePage(
    {
      lane: 'live',
      isWalking: false,
      ...options.page,
      rows: [{ entity, id: 'shop:1', row, before: options.before, seq: 7 }],
    },
    {
      compiled: { automation: { ...automation, on: trigger, ...options.automation }, rule },
      state: { active_since: options.since ?? now - 10 * day },
      now,
    },
  )
  return {
    answers: happenings.map(({ transition, happenedAt, seq }) => [
      transition,
      now - happenedAt,
      seq,
    ]),
    seen: seen.map(({ state }) => state),
  }
}

const order = (more: JsonObject = {}): JsonObject => ({
  connection: 'shop',
  status: 'paid',
  placedAt: at(now - 60_000),
  ...more,
})

test('an order is answered when it is paid, and never again', () => {
  expect(judged('order.paid', 'order', order())).toStrictEqual({
    answers: [['order.paid', 60_000, 0]],
    seen: ['yes'],
  })
  expect(
    judged('order.paid', 'order', order({ status: 'fulfilled' }), { before: 'yes' }),
  ).toStrictEqual({ answers: [], seen: [] })
})

test.each([
  ['order.placed', 'draft', false],
  ['order.placed', 'failed', false],
  ['order.placed', 'pending', true],
  ['order.paid', 'pending', false],
  ['order.paid', 'onHold', false],
  ['order.paid', 'partiallyRefunded', true],
  ['order.shipped', 'paid', false],
  ['order.shipped', 'fulfilled', true],
])('%s of an order that is %s: %j', (event, status, isAnswered) => {
  const { answers, seen } = judged(event, 'order', order({ status }))
  expect([answers.length === 1, seen]).toStrictEqual([isAnswered, [isAnswered ? 'yes' : 'no']])
})

test('an order that was placed long ago and is paid only now is answered', () => {
  const row = order({ placedAt: at(now - 9 * day), updatedAt: at(now - 5000) })
  expect(judged('order.paid', 'order', row, { before: 'no' }).answers).toStrictEqual([
    ['order.paid', 5000, 0],
  ])
})

test.each([
  ['before the automation was there', { since: now }],
  ['longer ago than is answered', { automation: { withinMs: 30_000 } }],
  ['without an instant', { row: { placedAt: null }, page: { lane: 'bulk' as const } }],
])(
  'what happened %s is history',
  (
    _when,
    {
      row = {},
      ...options
    }: {
      readonly row?: JsonObject
      readonly since?: number
      readonly automation?: Partial<Automation>
      readonly page?: Partial<Page>
    },
  ) => {
    expect(judged('order.paid', 'order', order(row), options)).toStrictEqual({
      answers: [],
      seen: ['yes'],
    })
  },
)

test('history is answered where that is asked for', () => {
  const row = order({ placedAt: at(now - 400 * day) })
  const options = { automation: { onHistory: true }, page: { lane: 'walk' as const } }
  expect(judged('order.paid', 'order', row, options).answers).toStrictEqual([
    ['order.paid', 400 * day, 0],
  ])
})

test('a full read that finds a new order answers it too', () => {
  expect(judged('order.paid', 'order', order(), { page: { lane: 'bulk' } }).answers).toHaveLength(1)
})

test('by a clock that is an hour ahead it happens now', () => {
  const row = order({ placedAt: at(now + 3_600_000) })
  expect(judged('order.paid', 'order', row).answers).toStrictEqual([['order.paid', 0, 0]])
})

test('by a clock that is an hour behind it is answered all the same', () => {
  const row = order({ placedAt: at(now - 3_600_000) })
  expect(judged('order.paid', 'order', row).answers).toHaveLength(1)
})

test('each refund is answered', () => {
  const row = { connection: 'shop', createdAt: at(now - 1000) }
  expect(judged('order.refunded', 'refund', row)).toStrictEqual({
    answers: [['order.refunded', 1000, 0]],
    seen: [],
  })
})

test.each([
  ['who is new', {}, {}, 1],
  ['who was seen before', {}, { before: 'yes' }, 0],
  [
    'whose shop does not say since when, while all are looked through',
    { createdAt: null },
    { page: { isWalking: true } },
    0,
  ],
  ['whose shop does not say since when', { createdAt: null }, {}, 1],
  ['who has been there for years', { createdAt: at(now - 900 * day) }, {}, 0],
])('a customer %s', (_who, row, options, count) => {
  const customer = { connection: 'shop', createdAt: at(now - 1000), ...row }
  expect(judged('customer.created', 'customer', customer, options).answers).toHaveLength(count)
})

test('a person is changed when a property is, and not when a record is read again', () => {
  const profile = { email: 'ida@example.com', tags: ['a'], updatedAt: at(now - 1000) }
  const [state] = judged('customer.updated', 'profile', profile).seen
  const before = state ?? ''
  const later = { ...profile, updatedAt: at(now) }
  expect(judged('customer.updated', 'profile', later, { before }).answers).toStrictEqual([])
  const tagged = { ...later, tags: ['a', 'b'] }
  expect(judged('customer.updated', 'profile', tagged, { before }).answers).toStrictEqual([
    ['customer.updated', 0, 7],
  ])
})

test('only changes of the properties that are named count', () => {
  const on = { event: 'customer.updated', properties: ['email', 'tier'] }
  const profile = { email: 'ida@example.com', extended: { tier: 'gold' }, tags: ['a'] }
  const before = judged(on, 'profile', profile).seen[0] ?? ''
  const count = (row: JsonObject) => judged(on, 'profile', row, { before }).answers.length
  expect([
    count({ ...profile, tags: [] }),
    count({ ...profile, extended: { tier: 'silver' } }),
  ]).toStrictEqual([0, 1])
})

test.each([
  ['out', { inStock: true }, 1],
  ['in', { inStock: true }, 0],
  [undefined, { inStock: true }, 0],
  ['out', { stock: 3 }, 1],
  ['out', { stock: 0 }, 0],
  ['out', {}, 0],
])('a product that was %j and is %j: %i', (before, row, count) => {
  const options = before === undefined ? {} : { before }
  expect(judged('product.backInStock', 'product', row, options).answers).toHaveLength(count)
})

test.each([
  ['1000 EUR', { price: 899, currency: 'EUR' }, 1],
  ['1000 EUR', { price: 900, currency: 'EUR' }, 1],
  ['1000 EUR', { price: 901, currency: 'EUR' }, 0],
  ['1000 EUR', { price: 1000, salePrice: 500, currency: 'EUR' }, 1],
  ['1000 EUR', { price: 500, currency: 'DKK' }, 0],
  [undefined, { price: 500, currency: 'EUR' }, 0],
])('a price that was %j and is %j, told of from a tenth on: %i', (before, row, count) => {
  const on = { event: 'product.priceDrop', drop: 0.1 }
  const options = before === undefined ? {} : { before }
  expect(judged(on, 'variant', row, options).answers).toHaveLength(count)
})

const told = (segment: string, type = 'segment.entered') => ({
  connection: 'segments',
  type,
  at: at(now - 1000),
  properties: { segment },
})

test('a segment is told of by its own events alone', () => {
  const on = { event: 'segment.entered', segment: 'vip' }
  const count = (row: JsonObject) => judged(on, 'event', row).answers.length
  expect([
    count(told('vip')),
    count(told('lost')),
    count(told('vip', 'segment.left')),
  ]).toStrictEqual([1, 0, 0])
})

const visit = (more: JsonObject) => ({ type: 'store.visited', at: at(now - 1000), ...more })

test('only rows of the nodes are answered, and what is computed as those whom it is about', () => {
  const options = { automation: { connections: ['shop'] } }
  const count = (row: JsonObject) =>
    judged('store.visited', 'event', visit(row), options).answers.length
  expect([
    count({ connection: 'shop' }),
    count({ connection: 'till' }),
    count({ connection: 'segments', customerId: 'shop:9' }),
    count({ connection: 'segments', customerId: 'till:9' }),
  ]).toStrictEqual([1, 0, 1, 0])
})
