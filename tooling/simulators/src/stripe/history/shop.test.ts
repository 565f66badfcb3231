import type { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { dayMs } from '../../shop/durations.ts'
import { simulatedShop, type SimulatedShop } from '../../shop/shop.ts'
import { startWooCommerce } from '../../woocommerce/start.ts'
import { isJsonObject, jsonAt, textIn, type StripeObject } from '../json.ts'
import type { KindName } from '../kinds/kinds.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'

let shop: SimulatedShop
let stripe: SimulatedStripe
let client: Stripe

beforeAll(async () => {
  shop = simulatedShop({ orders: 600, seed: 4 })
  stripe = await startStripe({ shop })
  client = clientOf(stripe, stripe.keys.secret)
})

afterAll(() => stripe.close())

const orderKey = (row: StripeObject) => jsonAt(row, 'metadata.order_key')

/** Charges of the shop's orders by the key of their order. */
const chargesByOrder = () => {
  const charges = new Map<string, StripeObject>()
  for (const charge of stripe.truth('charges')) {
    const key = orderKey(charge)
    if (typeof key === 'string' && charge['paid'] === true) charges.set(key, charge)
  }
  return charges
}

/** The shop's payments that pass Stripe, with amounts as Stripe counts them: krónur with two decimals. */
const shopPayments = () =>
  [...shop.payments()]
    .filter(
      ({ method, status }) => (method === 'card' || method === 'mobile') && status !== 'failed',
    )
    .filter(({ orderId }) => orderId.startsWith('W'))
    .map(({ orderId, amount, refunded, currency }) => {
      const factor = currency === 'ISK' ? 100 : 1
      return {
        order: `wc_order_${orderId}`,
        amount: amount * factor,
        refunded: refunded * factor,
        currency: currency.toLowerCase(),
      }
    })

/** What the charges of these orders say. */
const chargedFor = (payments: readonly { readonly order: string }[]) => {
  const charges = chargesByOrder()
  return payments.map(({ order }) => {
    const charge = charges.get(order)
    return {
      order,
      amount: charge?.['amount'],
      refunded: charge?.['amount_refunded'],
      currency: charge?.['currency'],
    }
  })
}

test('every payment of a web order is a charge of its amount, with its refunds', () => {
  const payments = shopPayments()
  expect(payments.length).toBeGreaterThan(200)
  expect(payments.some(({ refunded }) => refunded > 0)).toBe(true)
  expect(chargedFor(payments)).toStrictEqual(payments)
})

test('it is still so after the shop has lived for two months, in small steps and large', () => {
  const before = shopPayments().length
  for (const days of [1, 1, 5, 20, 33]) stripe.live(days * dayMs)
  const payments = shopPayments()
  expect(payments.length).toBeGreaterThan(before)
  expect(chargedFor(payments)).toStrictEqual(payments)
})

test('no event is dated later than now', () => {
  const now = stripe.admin.now()
  const events = stripe.truth('events')
  expect(events.length).toBeGreaterThan(100)
  expect(events.filter((event) => Number(event['created']) > now)).toStrictEqual([])
})

test('what is paid by bank transfer passes Stripe by', () => {
  const charges = chargesByOrder()
  const transfers = [...shop.payments()].filter(({ method }) => method === 'transfer')
  expect(transfers.length).toBeGreaterThan(10)
  expect(transfers.filter(({ orderId }) => charges.has(`wc_order_${orderId}`))).toStrictEqual([])
})

test('a session is complete exactly where its intent has succeeded', () => {
  const intents = new Map(stripe.truth('payment_intents').map((row) => [row.id, row]))
  const states = new Set(
    stripe
      .truth('checkout_sessions')
      .filter((row) => row['payment_intent'] !== null)
      .map((row) => {
        const intent = intents.get(textIn(row['payment_intent']))
        const isPaid = intent?.['status'] === 'succeeded'
        return `${textIn(row['status'])} ${textIn(row['payment_status'])} ${isPaid}`
      }),
  )
  const consistent = new Set(['complete paid true', 'expired unpaid false', 'open unpaid false'])
  expect(states.size).toBeGreaterThan(1)
  expect([...states].filter((state) => !consistent.has(state))).toStrictEqual([])
})

test('a charge leads to its session, its intent, its money and its payout', async () => {
  const [charge] = chargesByOrder().values()
  const read = await client.charges.retrieve(charge?.id ?? '', {
    expand: ['payment_intent', 'balance_transaction'],
  })
  expect(read.payment_intent).toMatchObject({ status: 'succeeded', latest_charge: read.id })
  expect(read.balance_transaction).toMatchObject({ source: read.id, status: 'available' })
  const intent = textIn(charge?.['payment_intent'])
  const sessions = await client.checkout.sessions.list({ payment_intent: intent })
  expect(sessions.data).toMatchObject([
    { payment_status: 'paid', status: 'complete', amount_total: read.amount },
  ])
})

test('a payout is the sum of the movements that it took', async () => {
  const payouts = stripe.truth('payouts').slice(-30)
  for (const payout of payouts) {
    const movements = await allRows(
      client.balanceTransactions.list({ payout: payout.id, limit: 100 }),
    )
    const taken = movements.filter(({ type }) => type !== 'payout')
    expect(taken.reduce((sum, { net }) => sum + net, 0)).toBe(payout['amount'])
    expect(movements.length - taken.length).toBe(1)
  }
})

test('money from abroad is settled at a rate, and costs more', () => {
  const movements = stripe.truth('balance_transactions').filter((row) => row['type'] === 'charge')
  expect(movements.some((row) => row['exchange_rate'] !== null)).toBe(true)
  for (const row of movements) {
    expect(row).toMatchObject({
      currency: 'dkk',
      net: Number(row['amount']) - Number(row['fee']),
    })
    expect(Number(row['fee'])).toBeGreaterThan(0)
  }
})

test('currencies without decimals, with two and with three are among the charges', () => {
  const currencies = new Set(stripe.truth('charges').map((row) => row['currency']))
  expect(['dkk', 'sek', 'eur', 'isk', 'jpy', 'kwd'].every((each) => currencies.has(each))).toBe(
    true,
  )
})

test('customers are those of the web shop, by their address', () => {
  const emails = new Set(stripe.truth('customers').map((row) => row['email']))
  const ofShop = [...shop.customers()].filter(({ storeId }) => storeId === 'web')
  expect(ofShop.length).toBeGreaterThan(50)
  expect(ofShop.filter(({ email }) => !emails.has(email.trim()))).toStrictEqual([])
})

test('a product has the price it is sold at now; older ones are not active', () => {
  const products = stripe.truth('products')
  const prices = new Map(stripe.truth('prices').map((price) => [price.id, price]))
  for (const product of shop.products()) {
    const row = products.find((each) => jsonAt(each, 'metadata.shop_product') === product.id)
    const price = prices.get(textIn(row?.['default_price']))
    expect(price).toMatchObject({ active: true, currency: 'dkk', unit_amount: product.price })
  }
  expect([...prices.values()].some((price) => price['active'] === false)).toBe(true)
})

test('sessions that nobody paid are open for a day, and expired then', () => {
  const sessions = stripe.truth('checkout_sessions')
  const now = stripe.admin.now()
  const unpaid = sessions.filter((row) => row['payment_status'] === 'unpaid')
  expect(unpaid.some((row) => row['status'] === 'expired')).toBe(true)
  for (const row of unpaid.filter((each) => each['status'] === 'open')) {
    expect(Number(row['expires_at'])).toBeGreaterThan(now)
  }
})

test('a session that was open when the account began, and expires, is told of', async () => {
  const account = await startStripe({ shop: simulatedShop({ orders: 3000 }) })
  const open = account.truth('checkout_sessions').filter(({ status }) => status === 'open')
  expect(open.length).toBeGreaterThan(0)
  account.live(3 * dayMs)
  const ends = new Set(['checkout.session.expired', 'checkout.session.completed'])
  const told = account.truth('events').filter(({ type }) => ends.has(textIn(type)))
  const ids = new Set(told.map((event) => textIn(jsonAt(event, 'data.object.id'))))
  expect(open.filter(({ id }) => !ids.has(id))).toStrictEqual([])
  await account.close()
})

test('subscriptions begin, change their amount, fail and end', async () => {
  const subscriptions = await allRows(client.subscriptions.list({ status: 'all', limit: 100 }))
  const statuses = new Set(subscriptions.map(({ status }) => status))
  expect(statuses.has('active')).toBe(true)
  expect(statuses.has('canceled')).toBe(true)
  const usual = await allRows(client.subscriptions.list({ limit: 100 }))
  expect(usual).toStrictEqual(subscriptions.filter(({ status }) => status !== 'canceled'))
  const amounts = new Map<string, Set<number>>()
  for (const invoice of stripe.truth('invoices')) {
    const id = textIn(jsonAt(invoice, 'parent.subscription_details.subscription'))
    amounts.set(id, (amounts.get(id) ?? new Set()).add(Number(invoice['total'])))
  }
  expect([...amounts.values()].some((seen) => seen.size > 1)).toBe(true)
})

test('there is at least one of each kind, but for what only connected accounts bring', () => {
  const kinds: readonly KindName[] = [
    'plans',
    'coupons',
    'promotion_codes',
    'subscription_schedules',
    'invoice_items',
    'invoice_payments',
    'credit_notes',
    'setup_intents',
    'payment_methods',
    'refunds',
    'disputes',
    'early_fraud_warnings',
    'reviews',
    'tax_ids',
    'tax_rates',
    'topups',
    'quotes',
    'payment_links',
    'test_clocks',
    'events',
  ]
  expect(kinds.filter((kind) => stripe.truth(kind).length === 0)).toStrictEqual([])
})

test('customers of a test clock are listed only where the clock is named', async () => {
  const [clock] = await allRows(client.testHelpers.testClocks.list())
  const customers = await allRows(client.customers.list({ limit: 100 }))
  expect(customers.some((customer) => customer.test_clock !== null)).toBe(false)
  const onClock = await client.customers.list({ test_clock: clock?.id ?? '' })
  expect(onClock.data).toMatchObject([{ email: 'clock@example.com' }])
})

test('events of the last thirty days show each object as it was', async () => {
  const events = await allRows(client.events.list({ type: 'charge.refunded', limit: 100 }))
  expect(events.length).toBeGreaterThan(0)
  for (const event of events) {
    const charge = event.data.object
    expect(isJsonObject(charge) && Number(charge['amount_refunded'])).toBeGreaterThan(0)
  }
})

test('two accounts of one seed and one shop are the same, and live the same life', async () => {
  const lives = await Promise.all(
    [1, 2].map(async () => {
      const other = await startStripe({ shop: simulatedShop({ orders: 120, seed: 9 }) })
      other.live(20 * dayMs)
      const rows = (['charges', 'events', 'payouts'] as const).map((kind) => other.truth(kind))
      await other.close()
      return rows
    }),
  )
  expect(lives[1]).toStrictEqual(lives[0])
})

test('a payment and its order carry one key, here and in the simulated WooCommerce', async () => {
  const both = simulatedShop({ orders: 80, seed: 2 })
  const shops = await Promise.all([startStripe({ shop: both }), startWooCommerce({ shop: both })])
  const [payments, orders] = shops
  const keys = new Set(orders.truth('orders').map((order) => order['order_key']))
  const paid = payments.truth('charges').filter((row) => orderKey(row) !== undefined)
  await Promise.all(shops.map((each) => each.close()))
  expect(paid.length).toBeGreaterThan(20)
  expect(paid.filter((row) => !keys.has(orderKey(row) ?? null))).toStrictEqual([])
})
