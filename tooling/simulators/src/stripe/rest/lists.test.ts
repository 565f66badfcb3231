import type { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import { kinds, kindNames } from '../kinds/kinds.ts'
import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'

interface Ends {
  readonly low: number
  readonly high: number
}

let stripe: SimulatedStripe
let client: Stripe

beforeAll(async () => {
  stripe = await startStripe({ shop: simulatedShop({ orders: 400 }) })
  client = clientOf(stripe, stripe.keys.secret)
})

afterAll(() => stripe.close())

test('paging through a list gives every object once, newest first', async () => {
  const read = await allRows(client.charges.list({ limit: 7 }))
  expect(read.map(({ id }) => id)).toStrictEqual(
    stripe
      .truth('charges')
      .map(({ id }) => id)
      .toReversed(),
  )
  const created = read.map((charge) => charge.created)
  expect(created).toStrictEqual(created.toSorted((one, other) => other - one))
})

test('a list has ten rows where no limit is given', async () => {
  const page = await client.customers.list()
  expect(page.data).toHaveLength(10)
  expect(page.has_more).toBe(true)
})

test('ending_before gives the rows just before, in the same order', async () => {
  const first = await client.charges.list({ limit: 20 })
  const before = await client.charges.list({ limit: 5, ending_before: first.data[12]?.id ?? '' })
  expect(before.data.map(({ id }) => id)).toStrictEqual(first.data.slice(7, 12).map(({ id }) => id))
  expect(before.has_more).toBe(true)
})

test.each([
  ['gt and lt', ({ low, high }: Ends) => ({ gt: low, lt: high }), [39, 11]],
  ['gte and lte', ({ low, high }: Ends) => ({ gte: low, lte: high }), [40, 10]],
  ['one second', ({ low }: Ends) => low, [40, 40]],
] as const)('created bounds a list by %s', async (_, created, [last, first]) => {
  const everything = await allRows(client.charges.list({ limit: 100 }))
  const ends = { low: everything[40]?.created ?? 0, high: everything[10]?.created ?? 0 }
  const read = await allRows(client.charges.list({ created: created(ends), limit: 100 }))
  expect(read.map(({ id }) => id)).toStrictEqual(
    everything.slice(first, last + 1).map(({ id }) => id),
  )
})

test('a page that ends with the list says that there is no more', async () => {
  const { length } = stripe.truth('tax_rates')
  expect((await client.taxRates.list({ limit: length })).has_more).toBe(false)
  expect((await client.taxRates.list({ limit: length - 1 })).has_more).toBe(true)
})

test('a charge names its intent, and expands it in a list', async () => {
  const page = await client.charges.list({ limit: 3, expand: ['data.payment_intent'] })
  for (const charge of page.data) {
    expect(charge.payment_intent).toMatchObject({ object: 'payment_intent', amount: charge.amount })
  }
})

test.each([
  ['checkout sessions', (old: Stripe) => old.checkout.sessions.list({ created: 1 })],
  ['credit notes', (old: Stripe) => old.creditNotes.list({ created: 1 })],
  ['fraud warnings', (old: Stripe) => old.radar.earlyFraudWarnings.list({ created: 1 })],
])('%s could not be listed by their age in 2020-08-27', async (_, list) => {
  await list(client)
  const old = clientOf(stripe, stripe.keys.secret, { apiVersion: '2020-08-27' })
  await expect(list(old)).rejects.toMatchObject({ code: 'parameter_unknown', param: 'created' })
})

test('lists are filtered by age where the reference says so, and nowhere else', async () => {
  const dated = await Promise.all(
    kindNames.map(async (name) => {
      const answer = await fetch(`${stripe.url}/v1/${kinds[name].path}?created=1`, {
        headers: { authorization: `Bearer ${stripe.keys.secret}` },
      })
      return { name, status: answer.status, body: await answer.json() }
    }),
  )
  const refused = dated.filter(({ status }) => status !== 200)
  expect(refused.map(({ name }) => name).toSorted()).toStrictEqual([
    'payment_links',
    'payment_methods',
    'quotes',
    'tax_ids',
    'test_clocks',
    'webhook_endpoints',
  ])
  expect(refused.map(({ body }) => body)).toMatchObject(
    refused.map(() => ({ error: { code: 'parameter_unknown', param: 'created' } })),
  )
})

test('an account is found by its own id too', async () => {
  expect(await client.accounts.retrieve(stripe.account)).toMatchObject({ id: stripe.account })
})
