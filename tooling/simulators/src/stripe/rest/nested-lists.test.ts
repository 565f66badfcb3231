import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import { textIn } from '../json.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'

let stripe: SimulatedStripe
let client: Stripe

beforeAll(async () => {
  stripe = await startStripe({ shop: simulatedShop({ orders: 400 }), accounts: 1 })
  client = clientOf(stripe, stripe.keys.secret)
})

afterAll(() => stripe.close())

test('an invoice shows ten of its lines; the others are paged for', async () => {
  const invoices = await allRows(client.invoices.list({ limit: 100 }))
  const long = invoices.find(({ lines, parent }) => lines.has_more && parent === null)
  expect(long?.lines.data).toHaveLength(10)
  const lines = await allRows(client.invoices.listLineItems(long?.id ?? '', { limit: 4 }))
  expect(lines).toHaveLength(27)
  expect(new Set(lines.map(({ id }) => id)).size).toBe(27)
  expect(lines.slice(0, 10).map(({ id }) => id)).toStrictEqual(long?.lines.data.map(({ id }) => id))
})

test('a subscription shows ten of its items; the others are listed by it', async () => {
  const subscriptions = await allRows(client.subscriptions.list({ limit: 100, status: 'all' }))
  const big = subscriptions.find(({ items }) => items.has_more)
  expect(big?.items.data).toHaveLength(10)
  const items = await allRows(client.subscriptionItems.list({ subscription: big?.id ?? '' }))
  expect(items).toHaveLength(14)
  const [first] = items
  expect(await client.subscriptionItems.retrieve(first?.id ?? '')).toMatchObject({
    id: first?.id,
    subscription: big?.id,
  })
})

test('subscription items are not listed without a subscription, nor by their created', async () => {
  await expect(client.subscriptionItems.list({} as { subscription: string })).rejects.toMatchObject(
    { code: 'parameter_missing', param: 'subscription' },
  )
  const wrong = { subscription: 'sub_1', created: { gte: 1 } } as { subscription: string }
  await expect(client.subscriptionItems.list(wrong)).rejects.toMatchObject({
    code: 'parameter_unknown',
    param: 'created',
  })
})

test('what is sold in a session is shown where it is expanded, and at its own address', async () => {
  const [plain] = (await client.checkout.sessions.list({ limit: 1 })).data
  expect(plain).not.toHaveProperty('line_items')
  const id = plain?.id ?? ''
  const shown = await client.checkout.sessions.retrieve(id, { expand: ['line_items'] })
  const listed = await allRows(client.checkout.sessions.listLineItems(id))
  expect(shown.line_items?.data.map((line) => line.id)).toStrictEqual(
    listed.slice(0, 10).map((line) => line.id),
  )
  expect(listed.reduce((sum, line) => sum + line.amount_total, 0)).toBe(
    (plain?.amount_total ?? 0) - (plain?.total_details?.amount_shipping ?? 0),
  )
})

test('refunds of charges are expanded in a list', async () => {
  const charges = await allRows(client.charges.list({ limit: 100, expand: ['data.refunds'] }))
  const refunded = charges.filter((charge) => charge.amount_refunded > 0)
  expect(refunded.length).toBeGreaterThan(3)
  for (const { refunds, amount_refunded: sum } of refunded) {
    expect(refunds?.data.reduce((total, { amount }) => total + amount, 0)).toBe(sum)
  }
})

test('reversals of a transfer and refunds of a fee have addresses of their own', async () => {
  const [transfer] = (await client.transfers.list()).data
  const reversals = await client.transfers.listReversals(transfer?.id ?? '')
  expect(reversals.data.map(({ id }) => id)).toStrictEqual(
    transfer?.reversals.data.map(({ id }) => id),
  )
  const fees = await allRows(client.applicationFees.list())
  const refunded = fees.find((fee) => fee.amount_refunded > 0)
  const refunds = await client.applicationFees.listRefunds(refunded?.id ?? '')
  expect(refunds.data).toMatchObject([{ object: 'fee_refund', fee: refunded?.id }])
})

test('lines of a credit note are paged at its address', async () => {
  const [note] = (await client.creditNotes.list()).data
  const lines = await allRows(client.creditNotes.listLineItems(note?.id ?? '', { limit: 1 }))
  expect(lines).toHaveLength(2)
})

test('payment methods are listed by their customer, at both addresses', async () => {
  const methods = stripe.truth('payment_methods')
  const method = methods.find((row) => typeof row['customer'] === 'string')
  const customer = textIn(method?.['customer'])
  const listed = await allRows(client.paymentMethods.list({ customer }))
  const nested = await allRows(client.customers.listPaymentMethods(customer))
  expect(listed.map(({ id }) => id)).toContain(method?.id)
  expect(nested.map(({ id }) => id)).toStrictEqual(listed.map(({ id }) => id))
  expect((await client.paymentMethods.list()).data).toStrictEqual([])
})

test('an expansion goes through several objects, and no deeper than four', async () => {
  const invoices = await client.invoices.list({
    limit: 100,
    expand: ['data.customer.tax_ids', 'data.parent.subscription_details.subscription'],
  })
  const billed = invoices.data.find(({ parent }) => parent !== null)
  expect(billed?.customer).toMatchObject({ object: 'customer', tax_ids: { object: 'list' } })
  expect(billed?.parent?.subscription_details?.subscription).toMatchObject({
    object: 'subscription',
  })
  await expect(client.charges.list({ expand: ['data.a.b.c.d.e'] })).rejects.toMatchObject({
    statusCode: 400,
  })
})

test.each(['data.amount', 'data.nothing', 'payment_intent'])(
  '%s cannot be expanded',
  async (path) => {
    const thrown: unknown = await client.charges
      .list({ expand: [path] })
      .catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect((thrown as Error).message).toMatch(/^This property cannot be expanded/u)
  },
)
