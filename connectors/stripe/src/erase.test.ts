import { faultOf, type Fault, type Person } from '@cartograph/core'
import { expect, test } from 'vitest'
import { eraseCustomers } from './erase.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

const email = 'ida.canary@example.com'

async function accountWithIda() {
  const account = await simulatedAccount()
  const { admin } = account.stripe
  const ida = admin.create('customers', { name: 'Ida Canary', email }).id
  const per = admin.create('customers', { name: 'Per', email: 'per@example.com' }).id
  const namesLeft = () => account.stripe.truth('customers').map(({ id }) => id)
  return { ...account, admin, ida, per, namesLeft }
}

test('a customer is deleted, and nobody else', async () => {
  const { context, ida, per, namesLeft } = await accountWithIda()
  const person: Person = { customerId: ida, email }
  expect(await eraseCustomers(context(), person, {})).toStrictEqual({ status: 'ok' })
  expect(namesLeft()).toStrictEqual([per])
})

test('every customer that the person is known as is deleted', async () => {
  const { context, ida, per, namesLeft } = await accountWithIda()
  await eraseCustomers(context(), { customerId: ida }, { customers: [[per]], charges: [['ch_1']] })
  expect(namesLeft()).toStrictEqual([])
})

test('what was bought stays with its sums', async () => {
  const { context, stripe, admin, ida } = await accountWithIda()
  admin.pay({ amount: 1_200, currency: 'eur', customer: ida })
  await eraseCustomers(context(), { customerId: ida }, {})
  expect(stripe.truth('charges').map(({ amount }) => amount)).toStrictEqual([1_200])
})

test('a customer who is gone already is fine, and so is one who never was', async () => {
  const { context, ida } = await accountWithIda()
  await eraseCustomers(context(), { customerId: ida }, {})
  expect(await eraseCustomers(context(), { customerId: ida }, {})).toStrictEqual({ status: 'ok' })
  const stranger: Person = { customerId: 'cus_nobody', email: 'nobody@example.com' }
  expect(await eraseCustomers(context(), stranger, {})).toStrictEqual({ status: 'ok' })
})

test('a guest is no customer, and nothing is asked', async () => {
  const { context } = await accountWithIda()
  const sent: Request[] = []
  await eraseCustomers(context({ sent }), { customerId: 'gcus_1', email }, { charges: [['ch_1']] })
  expect(sent).toStrictEqual([])
})

test('a key that may only read says which permission is missing, and how it is given', async () => {
  const { context, stripe, ida, namesLeft } = await accountWithIda()
  const secretKey = stripe.keys.restricted(['rak_customer_read'])
  const work = eraseCustomers(context({ secretKey }), { customerId: ida }, {})
  const found: Fault | undefined = await work.then(
    () => undefined,
    (error: unknown) => faultOf(error),
  )
  expect([found?.kind, found?.permission, found?.hint?.includes('to Write')]).toStrictEqual([
    'permission',
    'rak_customer_write',
    true,
  ])
  expect(namesLeft()).toContain(ida)
})

test('a key that may only read sees that the customer was deleted by hand', async () => {
  const { context, stripe, admin, ida } = await accountWithIda()
  const secretKey = stripe.keys.restricted(['rak_customer_read'])
  admin.remove('customers', ida)
  expect(await eraseCustomers(context({ secretKey }), { customerId: ida }, {})).toStrictEqual({
    status: 'ok',
  })
})
