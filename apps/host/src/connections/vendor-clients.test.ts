import { create } from 'axios'
import { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  lonelyContext,
  scriptedVendor,
  status,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

const client = () => {
  const { fetch } = lonelyContext(vendorConnection([vendor.host]))
  return create({
    baseURL: vendor.origin,
    adapter: 'fetch',
    // Without them it would hand over a Request, and lose its own; its types do not know of that.
    env: { fetch, Request: undefined, Response: undefined } as object,
  })
}

test('axios reads through it, and what fails is asked for again', async () => {
  vendor.script.push(
    status(503),
    status(200, '{"id":7}', { 'content-type': 'application/json', 'x-wp-total': '1' }),
  )
  const { data, headers } = await client().get('/orders', { params: { page: 2 } })
  expect([data, headers['x-wp-total']]).toStrictEqual([{ id: 7 }, '1'])
  expect(vendor.seen.map(({ url }) => url)).toStrictEqual(['/orders?page=2', '/orders?page=2'])
})

test('axios writes through it, and sees the status of a refusal', async () => {
  vendor.script.push(status(422, '{"code":"invalid"}', { 'content-type': 'application/json' }))
  const write = client().post('/orders', { total: '1.00' })
  await expect(write).rejects.toMatchObject({
    response: { status: 422, data: { code: 'invalid' } },
  })
  expect(vendor.seen).toMatchObject([
    { method: 'POST', body: '{"total":"1.00"}', headers: { 'content-type': 'application/json' } },
  ])
})

test('axios hands a fault on as the cause of its own error', async () => {
  vendor.script.push(status(429, '', { 'retry-after': '30' }))
  await expect(client().get('/orders')).rejects.toMatchObject({
    cause: { $fault: 'v1', kind: 'rateLimit' },
  })
})

const stripe = () => {
  const { fetch } = lonelyContext(vendorConnection([vendor.host]))
  const { hostname, port } = new URL(vendor.origin)
  return new Stripe('sk_test_1', {
    httpClient: Stripe.createFetchHttpClient(fetch),
    protocol: 'http',
    host: hostname,
    port,
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

const json = { 'content-type': 'application/json' }

test("Stripe's client reads pages through it", async () => {
  const page = { object: 'list', data: [{ id: 'ch_1' }], has_more: false, url: '/v1/charges' }
  vendor.script.push(status(500, '{}', json), status(200, JSON.stringify(page), json))
  const { data } = await stripe().charges.list({ limit: 100 })
  expect(data.map(({ id }) => id)).toStrictEqual(['ch_1'])
  expect(vendor.seen.map(({ url }) => url)).toStrictEqual([
    '/v1/charges?limit=100',
    '/v1/charges?limit=100',
  ])
})

test("Stripe's client sees the error of a write, which reached the vendor once", async () => {
  const error = { type: 'api_error', message: 'Something went wrong.' }
  vendor.script.push(status(500, JSON.stringify({ error }), json))
  await expect(stripe().customers.create({ name: 'Eva' })).rejects.toMatchObject({
    statusCode: 500,
    message: 'Something went wrong.',
  })
  expect(vendor.seen.map(({ body }) => body)).toStrictEqual(['name=Eva'])
})
