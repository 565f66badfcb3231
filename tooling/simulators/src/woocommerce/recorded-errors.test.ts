import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulatedShop } from '../shop/shop.ts'
import type { SimulatedWooCommerce } from './simulated.ts'
import { startWooCommerce } from './start.ts'
import { signed, type Shop } from './testing/client.ts'
import { recordedAnswers, type RecordedAnswer } from './testing/recorded.ts'

let store: SimulatedWooCommerce

beforeAll(async () => {
  store = await startWooCommerce({ shop: simulatedShop({ orders: 60 }) })
  store.admin.create('products', { name: 'Dish', sku: 'NRD-1003' })
})

afterAll(() => store.close())

const errors = recordedAnswers().filter(({ name }) => name.startsWith('error.'))

test.for(errors.map((error) => [error.name, error] as const))(
  '%s has the recorded status, body and headers',
  async ([, recorded]) => {
    const response = await repeated(recorded)
    expect({
      status: response.status,
      headers: namesOf(response.headers.keys()),
      allow: response.headers.get('allow') ?? undefined,
      body: withOwnIds(await response.json()),
    }).toStrictEqual({
      status: recorded.status,
      headers: namesOf(Object.keys(recorded.headers)),
      allow: recorded.headers['allow'],
      body: withOwnIds(recorded.body),
    })
  },
)

function namesOf(names: Iterable<string>): readonly string[] {
  return [...names].toSorted()
}

/** The number of the product that has the SKU is the store's own. */
function withOwnIds(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/"resource_id":\d+/u, '"resource_id":0'))
}

async function repeated({ name, request }: RecordedAnswer): Promise<Response> {
  const { method } = request
  const path = request.path.replace('customers/300', `customers/${customerId()}`)
  const params = Object.fromEntries(
    Object.entries(request.params).map(([key, value]) => [key, String(value)]),
  )
  const body = name.includes('413')
    ? { delete: Array.from({ length: 101 }, (_, index) => index + 1) }
    : request.body
  const send = async (query: URLSearchParams, headers: Readonly<Record<string, string>> = {}) =>
    await fetch(`${store.url}/wp-json/${path}?${query.toString()}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const { consumerKey, consumerSecret } = store
  const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')
  const as = (shop: Partial<Shop>, change: Readonly<Record<string, string>> = {}) =>
    signed({ ...store, ...shop }, method, path, params, change)

  switch (name) {
    case 'error.401-no-auth':
      return await send(new URLSearchParams(params))
    case 'error.401-query-string-on-http':
      return await send(
        new URLSearchParams({ consumer_key: consumerKey, consumer_secret: consumerSecret }),
      )
    case 'error.401-basic-on-http':
      return await send(new URLSearchParams(params), { authorization: `Basic ${basic}` })
    case 'error.401-bad-key':
      return await send(as({ consumerKey: 'ck_unknown' }))
    case 'error.401-bad-signature':
      return await send(as({ consumerSecret: 'cs_wrong' }))
    case 'error.401-old-timestamp':
      return await send(as({}, { oauth_timestamp: String(Math.floor(Date.now() / 1_000) - 901) }))
    case 'error.401-nonce-reuse': {
      const query = as({})
      await send(query)
      return await send(query)
    }
    case 'error.401-read-key-write':
      return await send(as(store.admin.createKey({ permissions: 'read' })))
    case 'error.403-no-capability':
      return await send(as(store.admin.createKey({ capable: false })))
    default:
      return await send(as({}))
  }
}

function customerId(): number {
  return Number(store.truth('customers').at(-1)?.['id'])
}
