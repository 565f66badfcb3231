import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { clientOf } from '../testing/client.ts'

const size = { customers: 200_000, charges: 200_000 }
let stripe: SimulatedStripe

beforeAll(async () => {
  stripe = await startStripe({ size })
})

afterAll(() => stripe.close())

test('a large account is paged into from any of its ids, in both directions', async () => {
  const client = clientOf(stripe, stripe.keys.secret)
  const middle = Math.floor(Date.now() / 1_000) - 365 * 86_400
  const page = await client.charges.list({ created: { lt: middle }, limit: 100 })
  const ids = page.data.map(({ id }) => id)
  const rest = await client.charges.list({ limit: 50, starting_after: ids[49] ?? '' })
  expect(rest.data.map(({ id }) => id)).toStrictEqual(ids.slice(50))
  const back = await client.charges.list({ limit: 20, ending_before: ids[30] ?? '' })
  expect(back.data.map(({ id }) => id)).toStrictEqual(ids.slice(10, 30))
})

test('what is made by hand stands before it, and what is changed or deleted in its place', async () => {
  const client = clientOf(stripe, stripe.keys.secret)
  const made = stripe.admin.create('customers', { name: 'New' })
  const [first, second, third] = (await client.customers.list({ limit: 3 })).data
  expect(first?.id).toBe(made.id)
  stripe.admin.update('customers', second?.id ?? '', { name: 'Changed' })
  stripe.admin.remove('customers', third?.id ?? '')
  const after = (await client.customers.list({ limit: 3 })).data
  expect(after.slice(0, 2).map(({ name }) => name)).toStrictEqual(['New', 'Changed'])
  expect(after[2]?.id).not.toBe(third?.id)
  expect(await client.customers.retrieve(third?.id ?? '')).toMatchObject({ deleted: true })
})

test('two of its objects are made in each second', async () => {
  const client = clientOf(stripe, stripe.keys.secret)
  const charges = (await client.charges.list({ limit: 100 })).data
  const seconds = new Set(charges.map(({ created }) => created))
  expect(seconds.size).toBe(50)
})

test('its objects lead to each other', async () => {
  const client = clientOf(stripe, stripe.keys.secret)
  const [charge] = (
    await client.charges.list({
      limit: 1,
      expand: ['data.customer', 'data.balance_transaction', 'data.payment_intent'],
    })
  ).data
  expect(charge).toMatchObject({
    customer: { object: 'customer' },
    balance_transaction: { source: charge?.id },
    payment_intent: { latest_charge: charge?.id },
  })
})
