import { simulatedShop } from '@cartograph/simulators'
import type { KindName } from '@cartograph/simulators/stripe'
import { expect, test } from 'vitest'
import { checkAccount } from './check.ts'
import { listedKinds } from './kinds.ts'
import { idsOf, readStream } from './testing/read-stream.ts'
import { simulatedAccount } from './testing/simulated-account.ts'
import { streams } from './streams.ts'

/** What the double calls the objects of a stream. */
const kinds = {
  customers: 'customers',
  products: 'products',
  prices: 'prices',
  plans: 'plans',
  coupons: 'coupons',
  promotionCodes: 'promotion_codes',
  subscriptions: 'subscriptions',
  subscriptionSchedules: 'subscription_schedules',
  invoices: 'invoices',
  invoiceItems: 'invoice_items',
  invoicePayments: 'invoice_payments',
  creditNotes: 'credit_notes',
  charges: 'charges',
  paymentIntents: 'payment_intents',
  setupIntents: 'setup_intents',
  refunds: 'refunds',
  disputes: 'disputes',
  earlyFraudWarnings: 'early_fraud_warnings',
  reviews: 'reviews',
  balanceTransactions: 'balance_transactions',
  payouts: 'payouts',
  transfers: 'transfers',
  checkoutSessions: 'checkout_sessions',
  taxRates: 'tax_rates',
  applicationFees: 'application_fees',
  topups: 'topups',
  quotes: 'quotes',
  paymentLinks: 'payment_links',
} as const satisfies Readonly<Record<string, KindName>>

test('every stream reads what a perfect reader would have of a shop of two years', async () => {
  const { stripe, context } = await simulatedAccount({ shop: simulatedShop({ orders: 400 }) })
  const read: Record<string, number> = {}
  const testClocks = stripe.truth('test_clocks').map(({ id }) => id)
  for (const [name, kind] of Object.entries(kinds)) {
    const stream = streams[name]
    if (stream === undefined) throw new Error(name)
    const { changes } = await readStream(
      stream,
      context(testClocks.length === 0 ? {} : { testClocks }),
    )
    const ids = new Set(idsOf(changes))
    const truth = stripe.truth(kind).map(({ id }) => id)
    expect([name, [...ids].toSorted()]).toStrictEqual([name, truth.toSorted()])
    const rows = changes.flatMap((change) => (change.op === 'upsert' ? [change.row] : []))
    const checked = rows.map((row) => listedKinds[name as keyof typeof kinds].schema.safeParse(row))
    expect([name, checked.flatMap(({ error }) => error?.issues ?? [])]).toStrictEqual([name, []])
    read[name] = ids.size
  }
  expect(read['charges']).toBeGreaterThan(100)
  expect(read['refunds']).toBeGreaterThan(0)
  expect(read['payouts']).toBeGreaterThan(0)
  expect(read['checkoutSessions']).toBeGreaterThan(0)
})

test('a customer of a test clock is read only where the clock is named', async () => {
  const { stripe, context } = await simulatedAccount()
  const clock = stripe.admin.create('test_clocks', {})
  const { id } = stripe.admin.create('customers', { test_clock: clock.id })
  const customers = streams['customers']
  if (customers === undefined) throw new Error('no stream')
  const without = await readStream(customers, context())
  const named = await readStream(customers, context({ testClocks: [clock.id] }))
  expect([idsOf(without.changes), idsOf(named.changes)]).toStrictEqual([[], [id]])
})

test('a full key finds no problem', async () => {
  const { context } = await simulatedAccount()
  const { account, problems } = await checkAccount(context())
  expect(account).toHaveProperty('name')
  expect(problems).toStrictEqual([])
})

test.each([
  ['customers', 'rak_customer_read'],
  ['charges', 'rak_charge_read'],
  ['subscriptions', 'rak_subscription_read'],
  ['balanceTransactions', 'rak_balance_read'],
  ['payouts', 'rak_payout_read'],
])('a restricted key without %s is told to get %s', async (name, permission) => {
  const { stripe, context } = await simulatedAccount()
  const secretKey = stripe.keys.restricted(['rak_event_read'])
  const report = await checkAccount(context({ secretKey, streams: [name, 'events'] }))
  const errors = report.problems?.filter(({ severity }) => severity === 'error')
  expect(errors).toMatchObject([
    { part: `streams.${name}`, fault: { kind: 'permission', permission } },
  ])
})

test('a rolled key is an expired one, and an account that is not connected is named', async () => {
  const { stripe, context } = await simulatedAccount({ accounts: 1 })
  const rolled = checkAccount(context({ secretKey: stripe.keys.revoked }))
  await expect(rolled).rejects.toMatchObject({
    kind: 'auth',
    message: 'The key has expired, or was rolled.',
  })
  const foreign = checkAccount(context({ account: 'acct_1Nobody' }))
  await expect(foreign).rejects.toMatchObject({ kind: 'config', path: ['account'] })
})

test('of a connected account its own objects are read', async () => {
  const { stripe, context } = await simulatedAccount({ accounts: 2 })
  const [account = ''] = stripe.connected
  const customers = streams['customers']
  if (customers === undefined) throw new Error('no stream')
  const { changes } = await readStream(customers, context({ account }))
  const truth = stripe.truth('customers', account).map(({ id }) => id)
  expect(truth.length).toBeGreaterThan(0)
  expect(idsOf(changes).toSorted()).toStrictEqual(truth.toSorted())
})

test('cancelled subscriptions are among those that are read', async () => {
  const { stripe, context } = await simulatedAccount({ shop: simulatedShop({ orders: 60 }) })
  const customer = stripe.truth('customers')[0]?.id ?? ''
  const price = stripe.admin.create('prices', {
    currency: 'sek',
    unit_amount: 100,
    recurring: { interval: 'month', interval_count: 1 },
  })
  const { id } = stripe.admin.subscribe({ customer, prices: [price.id] })
  stripe.admin.cancelSubscription(id)
  const subscriptions = streams['subscriptions']
  if (subscriptions === undefined) throw new Error('no stream')
  const { changes } = await readStream(subscriptions, context())
  expect(idsOf(changes)).toContain(id)
})

test('a customer that was deleted is null, and no list has it', async () => {
  const { stripe, context } = await simulatedAccount()
  const { id } = stripe.admin.create('customers', { name: 'Anna Berg' })
  stripe.admin.remove('customers', id)
  expect(await streams['customers']?.get?.read(context(), [[id]])).toStrictEqual([null])
})
