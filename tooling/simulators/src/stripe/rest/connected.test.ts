import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SimulatedStripe } from '../simulated.ts'
import { startStripe } from '../start.ts'
import { allRows } from '../testing/all-rows.ts'
import { clientOf } from '../testing/client.ts'

let stripe: SimulatedStripe

beforeAll(async () => {
  stripe = await startStripe({ accounts: 2 })
})

afterAll(() => stripe.close())

test('a platform lists the accounts that are connected to it', async () => {
  const accounts = await allRows(clientOf(stripe, stripe.keys.secret).accounts.list())
  expect(accounts.map(({ id }) => id).toSorted()).toStrictEqual(stripe.connected.toSorted())
})

test('an account is asked for by its header, and has its own objects', async () => {
  const [stripeAccount = '', other = ''] = stripe.connected
  const client = clientOf(stripe, stripe.keys.secret, { stripeAccount })
  const charges = await allRows(client.charges.list())
  expect(charges.map(({ id }) => id)).toStrictEqual(
    stripe
      .truth('charges', stripeAccount)
      .map(({ id }) => id)
      .toReversed(),
  )
  const ofOther = new Set(stripe.truth('charges', other).map(({ id }) => id))
  expect(charges.filter(({ id }) => ofOther.has(id))).toStrictEqual([])
  expect((await client.accounts.retrieveCurrent()).id).toBe(stripeAccount)
})

test('the platform has none of their objects', async () => {
  const own = clientOf(stripe, stripe.keys.secret)
  expect((await own.charges.list()).data).toStrictEqual([])
  expect((await own.accounts.retrieveCurrent()).id).toBe(stripe.account)
})
