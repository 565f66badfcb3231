import type { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'
import { idOf } from '../testing/reference.ts'

let stripe: SimulatedStripe
let newest: Stripe
let acacia: Stripe
let oldest: Stripe

beforeAll(async () => {
  stripe = await startStripe({ shop: simulatedShop({ orders: 400 }) })
  const { secret } = stripe.keys
  newest = clientOf(stripe, secret)
  acacia = clientOf(stripe, secret, { apiVersion: '2024-09-30.acacia' })
  oldest = clientOf(stripe, secret, { apiVersion: '2020-08-27' })
})

afterAll(() => stripe.close())

test('the period of a subscription stands in its items since basil, and in itself before', async () => {
  const [now] = (await newest.subscriptions.list({ limit: 1 })).data
  const [before] = (await acacia.subscriptions.list({ limit: 1 })).data
  expect(now).not.toHaveProperty('current_period_end')
  const [item] = now?.items.data ?? []
  expect(before).toMatchObject({
    id: now?.id,
    current_period_start: item?.current_period_start,
    current_period_end: item?.current_period_end,
  })
  expect(before?.items.data[0]).not.toHaveProperty('current_period_end')
})

test('the subscription of an invoice stands in its parent since basil, and in itself before', async () => {
  const invoices = await allRows(newest.invoices.list({ limit: 100 }))
  const billed = invoices.find(({ parent }) => parent?.type === 'subscription_details')
  const id = billed?.parent?.subscription_details?.subscription
  expect(id).toMatch(/^sub_/u)
  expect(billed).not.toHaveProperty('subscription')
  const before = await acacia.invoices.retrieve(billed?.id ?? '')
  expect(before).toMatchObject({ subscription: id })
  expect(before).not.toHaveProperty('parent')
})

test('charges and intents name their invoice before basil, and not any more since', async () => {
  const [paid] = (await newest.invoicePayments.list({ limit: 1, status: 'paid' })).data
  const intentId = idOf(paid?.payment.payment_intent)
  const intent = await acacia.paymentIntents.retrieve(intentId)
  expect(intent).toMatchObject({ invoice: paid?.invoice })
  expect(await newest.paymentIntents.retrieve(intentId)).not.toHaveProperty('invoice')
  const charge = await acacia.charges.retrieve(idOf(intent.latest_charge))
  expect(charge).toMatchObject({ invoice: paid?.invoice })
})

test('refunds of a charge show by themselves only before 2022-11-15', async () => {
  const [refund] = (await newest.refunds.list({ limit: 1 })).data
  const id = idOf(refund?.charge)
  expect(await newest.charges.retrieve(id)).not.toHaveProperty('refunds')
  expect(await acacia.charges.retrieve(id)).not.toHaveProperty('refunds')
  expect(await oldest.charges.retrieve(id)).toMatchObject({
    refunds: { object: 'list', has_more: false },
  })
})

test('who names no version is answered at that of the account', async () => {
  const ask = async () => {
    const answer = await fetch(`${stripe.url}/v1/subscriptions?limit=1`, {
      headers: { authorization: `Bearer ${stripe.keys.secret}` },
    })
    return (await answer.json()) as { data: readonly object[] }
  }
  expect((await ask()).data[0]).not.toHaveProperty('current_period_end')
  stripe.admin.setApiVersion('2024-09-30.acacia')
  expect((await ask()).data[0]).toHaveProperty('current_period_end')
})

test('a version that is none is refused', async () => {
  await expect(
    clientOf(stripe, stripe.keys.secret, { apiVersion: 'yesterday' }).charges.list(),
  ).rejects.toMatchObject({ statusCode: 400, message: 'Invalid Stripe API version: yesterday' })
})
