import { expect, test } from 'vitest'
import { apiVersion } from './api-version.ts'
import { register, unregister } from './registration.ts'
import { openReceiver } from './testing/receiver.ts'
import { simulatedAccount } from './testing/simulated-account.ts'
import { webhook } from './webhook.ts'

const ofCustomers = { streams: ['customers'] }

test('what is registered brings objects in the pinned version, though the account renders an older one', async () => {
  const { stripe, context } = await simulatedAccount({ apiVersion: '2020-08-27' })
  const { url, received } = await openReceiver()
  const registered = await register(context(ofCustomers), url, [])
  const { id } = stripe.admin.create('customers', { name: 'Anna Berg' })
  await stripe.deliverWebhooks()
  const [request] = received
  if (request === undefined) throw new Error('nothing came')
  await webhook.verify(context(), request(), registered)
  const { entries } = await webhook.parse(context(), request())
  expect(entries).toMatchObject([
    { op: 'upsert', stream: 'customers', row: { id, name: 'Anna Berg' } },
  ])
})

test('to register again changes nothing, and to unregister takes the endpoint away', async () => {
  const { stripe, context } = await simulatedAccount()
  const { url } = await openReceiver()
  const first = await register(context(ofCustomers), url, [])
  const endpoints = () =>
    stripe.truth('webhook_endpoints').map((row) => [row.id, row['api_version']])
  expect(endpoints()).toStrictEqual([[first[0]?.id, apiVersion]])
  expect(await register(context(ofCustomers), url, first)).toStrictEqual(first)
  expect(endpoints()).toHaveLength(1)
  await unregister(context(), first)
  expect(endpoints()).toStrictEqual([])
})

test('an endpoint whose secret was lost is made anew, and the new secret verifies', async () => {
  const { stripe, context } = await simulatedAccount()
  const { url, received } = await openReceiver()
  await register(context(ofCustomers), url, [])
  const registered = await register(context(ofCustomers), url, [])
  stripe.admin.create('customers', {})
  await stripe.deliverWebhooks()
  expect(received).toHaveLength(1)
  const [request] = received
  if (request === undefined) throw new Error('nothing came')
  await expect(webhook.verify(context(), request(), registered)).resolves.toBeUndefined()
})

test('while a secret is rolled at Stripe, a webhook verifies with the old and with the new one', async () => {
  const { stripe, context } = await simulatedAccount()
  const { url, received } = await openReceiver()
  const { id, secret } = stripe.admin.addEndpoint({ url })
  const rolled = stripe.admin.rollSecret(id)
  stripe.admin.create('customers', {})
  await stripe.deliverWebhooks()
  const [request] = received
  if (request === undefined) throw new Error('nothing came')
  for (const known of [secret, rolled])
    await expect(
      webhook.verify(context({ webhookSecrets: [known] }), request(), []),
    ).resolves.toBeUndefined()
})

test('a thin webhook leads to the object', async () => {
  const { stripe, context } = await simulatedAccount()
  const { url, received } = await openReceiver()
  const { secret } = stripe.admin.addEndpoint({ url, isThin: true })
  const { id } = stripe.admin.create('products', { name: 'Tea' })
  await stripe.deliverWebhooks()
  const [request] = received
  if (request === undefined) throw new Error('nothing came')
  await webhook.verify(context({ webhookSecrets: [secret] }), request(), [])
  const { entries } = await webhook.parse(context(), request())
  expect(entries).toMatchObject([{ op: 'refresh', stream: 'products', key: [id] }])
})

test('a platform hears of a connected account, and of no other', async () => {
  const { stripe, context } = await simulatedAccount({ accounts: 2 })
  const [account = '', other = ''] = stripe.connected
  const { url, received } = await openReceiver()
  await register(context({ ...ofCustomers, account }), url, [])
  const { id } = stripe.adminOf(account).create('customers', {})
  stripe.adminOf(other).create('customers', {})
  stripe.admin.create('customers', {})
  await stripe.deliverWebhooks()
  const told = await Promise.all(
    received.map(async (request) => (await webhook.parse(context({ account }), request())).entries),
  )
  expect(told.flat()).toMatchObject([{ op: 'upsert', row: { id } }])
})
