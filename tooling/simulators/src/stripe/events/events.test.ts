import type { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'

const day = 86_400_000
let time: number
let stripe: SimulatedStripe
let client: Stripe

beforeEach(async () => {
  time = Date.UTC(2026, 10, 20)
  stripe = await startStripe({ now: () => time })
  client = clientOf(stripe, stripe.keys.secret)
})

afterEach(() => stripe.close())

const typesOf = async (parameters: Stripe.EventListParams = {}) =>
  (await allRows(client.events.list({ limit: 100, ...parameters })))
    .map(({ type }) => type)
    .toReversed()

test('a payment tells of its intent and its charge', async () => {
  stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  expect(await typesOf()).toStrictEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
  ])
})

test('a payment that fails tells so of both', async () => {
  stripe.admin.pay({ amount: 1_000, currency: 'dkk', fails: true })
  expect(await typesOf()).toStrictEqual([
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
  ])
})

test('a refund tells of the refund and of its charge', async () => {
  const { charge } = stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  stripe.admin.refund(charge.id, 400)
  expect((await typesOf()).slice(3)).toStrictEqual([
    'refund.created',
    'charge.refunded',
    'charge.updated',
  ])
  const [event] = (await client.events.list({ type: 'charge.refunded' })).data
  expect(event?.data.object).toMatchObject({ id: charge.id, amount_refunded: 400, refunded: false })
  expect(event?.data.previous_attributes).toStrictEqual({ amount_refunded: 0 })
})

test('an invoice that is paid at once leaves all its events in one second', async () => {
  const customer = stripe.admin.create('customers', { email: 'buyer@example.com' })
  stripe.admin.invoice({
    customer: customer.id,
    currency: 'dkk',
    reason: 'manual',
    lines: [
      {
        amount: 500,
        quantity: 1,
        description: 'Tasting',
        price: 'price_1',
        product: 'prod_1',
        start: 0,
        end: 0,
      },
    ],
  })
  const events = await allRows(client.events.list({ type: 'invoice.*', limit: 100 }))
  expect(events.map(({ type }) => type).toReversed()).toStrictEqual([
    'invoice.created',
    'invoice.updated',
    'invoice.finalized',
    'invoice.updated',
    'invoice.paid',
    'invoice.payment_succeeded',
  ])
  expect(new Set(events.map(({ created }) => created)).size).toBe(1)
})

test('a deleted customer tells so, and its subscriptions are cancelled before', async () => {
  const { admin } = stripe
  const customer = admin.create('customers')
  const price = admin.create('prices', {
    recurring: { interval: 'month', interval_count: 1 },
    type: 'recurring',
    unit_amount: 900,
  })
  admin.subscribe({ customer: customer.id, prices: [price.id] })
  const before = (await typesOf()).length
  admin.remove('customers', customer.id)
  expect((await typesOf()).slice(before)).toStrictEqual([
    'customer.subscription.deleted',
    'customer.deleted',
  ])
  expect(await client.customers.retrieve(customer.id)).toMatchObject({
    id: customer.id,
    object: 'customer',
    deleted: true,
  })
  expect((await client.customers.list()).data).toStrictEqual([])
})

test('events can be filtered by one type, by a family, and by several', async () => {
  const { charge } = stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  stripe.admin.refund(charge.id)
  expect(await typesOf({ type: 'charge.succeeded' })).toStrictEqual(['charge.succeeded'])
  expect(await typesOf({ type: 'charge.*' })).toStrictEqual([
    'charge.succeeded',
    'charge.refunded',
    'charge.updated',
  ])
  expect(await typesOf({ types: ['refund.created', 'payment_intent.created'] })).toStrictEqual([
    'payment_intent.created',
    'refund.created',
  ])
})

test('more than twenty types are refused', async () => {
  const types = Array.from({ length: 21 }, (_, index) => `charge.${index}`)
  await expect(client.events.list({ types })).rejects.toMatchObject({
    statusCode: 400,
    param: 'types',
  })
})

test('an event is gone after thirty days', async () => {
  stripe.admin.create('customers')
  time += 29 * day
  expect(await typesOf()).toStrictEqual(['customer.created'])
  const [event] = (await client.events.list()).data
  time += 2 * day
  expect(await typesOf()).toStrictEqual([])
  await expect(client.events.retrieve(event?.id ?? '')).rejects.toMatchObject({ statusCode: 404 })
})

test('an event that is late shows up behind those that came after it', async () => {
  stripe.weather.set({ events: { lateSeconds: 8, doubled: 0 } })
  for (let count = 0; count < 30; count += 1) stripe.admin.create('customers')
  const atOnce = (await typesOf()).length
  time += 4_000
  const later = (await typesOf()).length
  time += 8_000
  expect(await typesOf()).toHaveLength(30)
  expect(atOnce).toBeLessThan(later)
  expect(later).toBeLessThan(30)
})

test('an event may come twice, with ids of its own', async () => {
  stripe.weather.set({ events: { lateSeconds: 0, doubled: 1 } })
  stripe.admin.create('customers', { id: 'cus_twice' })
  const events = await allRows(client.events.list())
  expect(events.map(({ type }) => type)).toStrictEqual(['customer.created', 'customer.created'])
  expect(new Set(events.map(({ id }) => id)).size).toBe(2)
})

test('what an event shows is as it was then, at the version of the account and not of the request', async () => {
  stripe.admin.setApiVersion('2024-06-20')
  const { charge } = stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  stripe.admin.update('charges', charge.id, { description: 'Changed' })
  const [event] = (await client.events.list({ type: 'charge.succeeded' })).data
  expect(event?.api_version).toBe('2024-06-20')
  expect(event?.data.object).toMatchObject({ id: charge.id, description: null, invoice: null })
  expect(await client.charges.retrieve(charge.id)).not.toHaveProperty('invoice')
})

test('changes of one second cannot be told apart by it', async () => {
  const { admin } = stripe
  const second = admin.now() - 100
  admin.at(second, () => {
    const { id } = admin.create('customers', { name: 'First' })
    admin.update('customers', id, { name: 'Second' })
  })
  const events = await allRows(client.events.list())
  expect(events.map(({ created }) => created)).toStrictEqual([second, second])
})

test('what a subscription had before is shown as a list, as it is now', async () => {
  const { admin } = stripe
  const customer = admin.create('customers')
  const monthly = { recurring: { interval: 'month', interval_count: 1 }, type: 'recurring' }
  const [small, large] = [900, 1_900].map((amount) =>
    admin.create('prices', { ...monthly, unit_amount: amount }),
  )
  const { id } = admin.subscribe({ customer: customer.id, prices: [small?.id ?? ''] })
  admin.changePrice(id, { price: large?.id ?? '' })
  const [event] = (await client.events.list({ type: 'customer.subscription.updated' })).data
  expect(event?.data.previous_attributes).toMatchObject({
    items: { object: 'list', data: [{ price: { id: small?.id } }] },
  })
  expect(event?.data.object).toMatchObject({ items: { data: [{ price: { id: large?.id } }] } })
})

test('a test clock tells that it moves, and that it has', async () => {
  const { admin } = stripe
  const clock = admin.create('test_clocks', { frozen_time: 5 })
  admin.advanceClock(clock.id, 500)
  expect(await typesOf()).toStrictEqual([
    'test_helpers.test_clock.created',
    'test_helpers.test_clock.ready',
    'test_helpers.test_clock.advancing',
    'test_helpers.test_clock.ready',
  ])
})
