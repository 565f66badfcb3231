import { afterEach, beforeEach, expect, test } from 'vitest'

import { jsonAt } from '../json.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'

const day = 86_400_000
let time: number
let stripe: SimulatedStripe

beforeEach(async () => {
  time = Date.UTC(2026, 0, 31, 12)
  stripe = await startStripe({ now: () => time })
})

afterEach(() => stripe.close())

const priceOf = (amount: number) =>
  stripe.admin.create('prices', {
    recurring: { interval: 'month', interval_count: 1 },
    type: 'recurring',
    unit_amount: amount,
  }).id

const subscribed = (options: { readonly trialDays?: number } = {}) => {
  const customer = stripe.admin.create('customers')
  return stripe.admin.subscribe({ customer: customer.id, prices: [priceOf(1_000)], ...options }).id
}

const invoices = () =>
  stripe.truth('invoices').map((row) => ({
    day: new Date(Number(row['created']) * 1_000).toISOString().slice(0, 10),
    total: row['total'],
    status: row['status'],
  }))

test('a month is billed on its last day where it has no thirty-first', () => {
  subscribed()
  time += 70 * day
  expect(invoices()).toStrictEqual([
    { day: '2026-01-31', total: 1_000, status: 'paid' },
    { day: '2026-02-28', total: 1_000, status: 'paid' },
    { day: '2026-03-31', total: 1_000, status: 'paid' },
  ])
})

test('a period that was billed by hand is not billed again by the clock', () => {
  const id = subscribed()
  stripe.admin.renew(id)
  time += 40 * day
  expect(invoices()).toHaveLength(2)
  time += 30 * day
  expect(invoices()).toHaveLength(3)
})

test('a trial is not billed before it is over', () => {
  const id = subscribed({ trialDays: 14 })
  expect(invoices()).toStrictEqual([])
  time += 15 * day
  expect(invoices()).toHaveLength(1)
  expect(stripe.truth('subscriptions')).toMatchObject([{ id, status: 'active' }])
})

test('another price counts from the next invoice on', () => {
  const id = subscribed()
  stripe.admin.changePrice(id, { price: priceOf(2_500), quantity: 2 })
  time += 30 * day
  expect(invoices().map(({ total }) => total)).toStrictEqual([1_000, 5_000])
})

test('what ends with its period is billed no more, and is cancelled then', () => {
  const id = subscribed()
  stripe.admin.cancelSubscription(id, true)
  expect(stripe.truth('subscriptions')).toMatchObject([
    { status: 'active', cancel_at_period_end: true },
  ])
  time += 40 * day
  expect(invoices()).toHaveLength(1)
  expect(stripe.truth('subscriptions')).toMatchObject([{ status: 'canceled' }])
})

test('a renewal whose card is declined leaves its invoice open and the subscription past due', () => {
  const id = subscribed()
  stripe.admin.renew(id, true)
  expect(stripe.truth('subscriptions')).toMatchObject([{ status: 'past_due' }])
  const open = stripe.truth('invoices').find((row) => row['status'] === 'open')
  expect(open).toMatchObject({ attempt_count: 1, amount_paid: 0, amount_remaining: 1_000 })
  expect(stripe.admin.settleInvoice(open?.id ?? '')).toMatchObject({
    status: 'paid',
    amount_remaining: 0,
  })
})

test('a subscription on a test clock says so, and its invoices do', () => {
  const { admin } = stripe
  const clock = admin.create('test_clocks')
  const customer = admin.create('customers', { test_clock: clock.id })
  admin.subscribe({ customer: customer.id, prices: [priceOf(100)] })
  const marks = (['subscriptions', 'invoices'] as const).map((kind) =>
    jsonAt(stripe.truth(kind)[0], 'test_clock'),
  )
  expect(marks).toStrictEqual([clock.id, clock.id])
})

test('a subscription on a test clock is listed only where the clock is named', async () => {
  const { admin } = stripe
  const clock = admin.create('test_clocks')
  const customer = admin.create('customers', { test_clock: clock.id })
  const { id } = admin.subscribe({ customer: customer.id, prices: [priceOf(100)] })
  const { subscriptions } = clientOf(stripe, stripe.keys.secret)
  expect((await subscriptions.list({ status: 'all' })).data).toStrictEqual([])
  expect((await subscriptions.list({ test_clock: clock.id })).data).toMatchObject([{ id }])
})
