import { afterAll, beforeAll, expect, test } from 'vitest'

import { isJsonObject, type JsonObject } from './json.ts'
import type { SimulatedWooCommerce } from './simulated.ts'
import { startWooCommerce } from './start.ts'
import { ask, get } from './testing/client.ts'
import { recordedAnswers } from './testing/recorded.ts'

let store: SimulatedWooCommerce

beforeAll(async () => {
  store = await startWooCommerce()
  const { admin } = store
  for (let count = 0; count < 30; count += 1) {
    const order = admin.createOrder({ line_items: [{ total: '10', quantity: 1 }] })
    admin.refundOrder(order, { amount: '1.00' })
    admin.create('products', { name: `Product ${count}` })
    admin.create('customers', { email: `a${count}@example.com` })
    admin.create('coupons', { code: `c${count}` })
    admin.create('categories', { name: `Category ${count}` })
    admin.create('tags', { name: `Tag ${count}` })
    admin.create('reviews', { review: 'Fine' })
  }
})

afterAll(() => store.close())

const named = (pattern: RegExp) => recordedAnswers().filter(({ name }) => pattern.test(name))

const lists = named(
  /^(?:orders|products|customers|coupons|reviews|categories|tags|refunds|taxes)\.page1$/u,
)

test.for(lists.map((list) => [list.name, list] as const))(
  'the first page of %s has the recorded headers, and a link of the recorded form',
  async ([, { request, headers: recorded }]) => {
    const params = Object.entries(request.params).map(([key, value]) => [key, String(value)])
    const { headers } = await get(store, request.path, Object.fromEntries(params))
    const constant = ['allow', 'cache-control', 'content-type', 'expires', 'server', 'x-robots-tag']
    const pick = (from: (name: string) => string | null | undefined) =>
      Object.fromEntries(constant.map((name) => [name, from(name)]))
    expect([...headers.keys()].toSorted()).toStrictEqual(Object.keys(recorded).toSorted())
    expect(pick((name) => headers.get(name))).toStrictEqual(pick((name) => recorded[name]))
    expect(formOf(headers.get('link'))).toStrictEqual(formOf(recorded['link']))
  },
)

const beyond = named(/^(?:orders|refunds|products|customers)\.beyond$/u)

test.for(beyond.map((list) => [list.name, list] as const))(
  'the link back from %s has the recorded form',
  async ([, { request, headers: recorded }]) => {
    const params = Object.entries(request.params).map(([key, value]) => [key, String(value)])
    const { headers } = await get(store, request.path, Object.fromEntries(params))
    expect(formOf(headers.get('link'))).toStrictEqual(formOf(recorded['link']))
  },
)

/** The names of a link's parameters, and where it leads. */
function formOf(link: string | null | undefined) {
  const [, url = '', relation] = /^<([^>]+)>; rel="(\w+)"$/u.exec(link ?? '') ?? []
  const { pathname, searchParams } = new URL(url)
  // Clients sort their parameters as they like.
  const names = [...searchParams.keys()].filter((name) => !/^oauth_|^page$/u.test(name)).toSorted()
  const zero = searchParams.get('page') === '0' ? '0' : 'a number'
  return { relation, pathname, names, page: zero, signed: searchParams.has('oauth_signature') }
}

const options = recordedAnswers().filter(({ name }) => name.startsWith('options.'))

test.for(options.map((answer) => [answer.name, answer] as const))(
  'every parameter that %s tells is told as recorded',
  async ([, { request, body: recorded }]) => {
    const { status, body } = await ask(store, 'OPTIONS', request.path)
    expect(status).toBe(200)
    const ours = argumentsIn(body)
    const theirs = argumentsIn(recorded)
    const shared = Object.fromEntries(Object.keys(ours).map((name) => [name, theirs[name]]))
    expect(ours).toStrictEqual(shared)
    expect(datesIn(ours)).toStrictEqual(datesIn(theirs))
  },
)

function argumentsIn(body: unknown): JsonObject {
  const [endpoint] = (body as { readonly endpoints: readonly [JsonObject] }).endpoints
  const { args } = endpoint
  return isJsonObject(args) ? args : {}
}

function datesIn(told: JsonObject): readonly string[] {
  return Object.keys(told).filter((name) => /after|before|gmt/u.test(name))
}
