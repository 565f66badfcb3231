import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'

const day = 86_400_000
let time: number
let stripe: SimulatedStripe

beforeEach(async () => {
  time = Date.UTC(2026, 10, 20)
  stripe = await startStripe({ now: () => time })
})

afterEach(() => stripe.close())

const movements = () =>
  stripe.truth('balance_transactions').map(({ type, amount, fee, net }) => ({
    type,
    amount,
    fee,
    net,
  }))

test('no more is given back than was paid', () => {
  const { charge } = stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  stripe.admin.refund(charge.id, 700)
  expect(() => stripe.admin.refund(charge.id, 301)).toThrow(/300 can be given back, and not 301/u)
  stripe.admin.refund(charge.id)
  expect(stripe.truth('charges')).toMatchObject([{ amount_refunded: 1_000, refunded: true }])
})

test('a dispute takes the money and a fee, and gives both back if it is won', () => {
  const { charge } = stripe.admin.pay({ amount: 1_000, currency: 'dkk' })
  const { id } = stripe.admin.dispute(charge.id)
  stripe.admin.closeDispute(id, 'won')
  expect(movements()).toStrictEqual([
    { type: 'charge', amount: 1_000, fee: 194, net: 806 },
    { type: 'adjustment', amount: -1_000, fee: 15_000, net: -16_000 },
    { type: 'adjustment', amount: 1_000, fee: -15_000, net: 16_000 },
  ])
  expect(stripe.truth('charges')).toMatchObject([{ disputed: true }])
  expect(stripe.truth('disputes')).toMatchObject([{ status: 'won' }])
})

test('money is pending for three days, then it can be paid out, once', () => {
  stripe.admin.pay({ amount: 10_000, currency: 'dkk' })
  expect(stripe.truth('balance_transactions')).toMatchObject([{ status: 'pending' }])
  expect(stripe.admin.payOut()).toBe(undefined)
  time += 3 * day
  expect(stripe.truth('balance_transactions')).toMatchObject([{ status: 'available' }])
  expect(stripe.admin.payOut()).toMatchObject({ amount: 9_680, status: 'in_transit' })
  expect(stripe.admin.payOut()).toBe(undefined)
  time += day
  expect(stripe.truth('payouts')).toMatchObject([{ status: 'paid' }])
})

test('a payment that fails moves no money', () => {
  stripe.admin.pay({ amount: 10_000, currency: 'dkk', fails: true })
  expect(movements()).toStrictEqual([])
  expect(stripe.truth('payment_intents')).toMatchObject([{ status: 'requires_payment_method' }])
})

test('charges are never deleted, nor invoices that are no drafts', () => {
  const { charge } = stripe.admin.pay({ amount: 10_000, currency: 'dkk' })
  expect(() => {
    stripe.admin.remove('charges', charge.id)
  }).toThrow('A charge is never deleted.')
  const invoice = stripe.admin.create('invoices', { status: 'paid' })
  expect(() => {
    stripe.admin.remove('invoices', invoice.id)
  }).toThrow(/only drafts can be deleted/u)
})
