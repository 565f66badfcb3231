import { request as httpsRequest } from 'node:https'

import { expect, test } from 'vitest'

import { ask, get, signed, type Shop } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const orders = 'wc/v3/orders'

const statusOf = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).status

const basicOf = ({ consumerKey, consumerSecret }: Shop) => ({
  authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`,
})

/** Over https, to a store whose certificate is known to this one client. */
const securely = async (
  { certificate = '' }: { readonly certificate?: string },
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly link: string }> =>
  await new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, { headers, ca: certificate, agent: false }, (incoming) => {
      incoming.resume()
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, link: String(incoming.headers['link']) }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end()
  })

test('the signature is made over the home of the store, whatever host is called', async () => {
  const store = await started({ homeUrl: 'http://shop.example' })
  const home = { ...store, url: 'http://shop.example' }
  const at = (shop: Shop) =>
    `${store.url}/wp-json/${orders}?${signed(shop, 'GET', orders).toString()}`
  expect([await statusOf(at(home)), await statusOf(at(store))]).toStrictEqual([200, 401])
})

test('a home below the root of its host has its API there', async () => {
  const store = await started({ homeUrl: 'http://shop.example/butik' })
  const home = { ...store, url: 'http://shop.example/butik' }
  const query = signed(home, 'GET', orders).toString()
  expect(await statusOf(`${store.url}/wp-json/${orders}?${query}`)).toBe(200)
  expect(new URL(store.url).pathname).toBe('/butik')
})

test('a list in brackets is signed with the numbers that PHP gives its entries', async () => {
  const store = await started()
  const { status } = await get(store, orders, { 'status[0]': 'pending', 'status[1]': 'failed' })
  expect(status).toBe(200)
  const bare = await get(store, orders, { 'status[]': 'pending' })
  expect(bare.status).toBe(401)
})

test('apostrophes, brackets, signs and letters beyond ASCII can be signed', async () => {
  const store = await started()
  const { status } = await get(store, orders, { search: "O'Hara (æøå) *! ~ & 100 %" })
  expect(status).toBe(200)
})

test('a signature may stand in the Authorization header', async () => {
  const store = await started()
  const query = signed(store, 'GET', orders)
  const authorization = `OAuth ${[...query]
    .map(([key, value]) => `${key}="${encodeURIComponent(value)}"`)
    .join(', ')}`
  expect(await statusOf(`${store.url}/wp-json/${orders}`, { headers: { authorization } })).toBe(200)
  store.weather.set({ stripAuthorization: true })
  expect(await statusOf(`${store.url}/wp-json/${orders}`, { headers: { authorization } })).toBe(401)
})

test('a store whose clock is an hour wrong refuses every signature', async () => {
  const store = await started({ now: () => Date.now() + 3_600_000 })
  const { body } = await get(store, orders)
  expect(body).toStrictEqual({
    code: 'woocommerce_rest_authentication_error',
    message: 'Invalid timestamp.',
    data: { status: 401 },
  })
})

test('a pretended https proxy header does not make Basic work on http', async () => {
  const store = await started()
  const headers = { ...basicOf(store), 'x-forwarded-proto': 'https' }
  expect(await statusOf(`${store.url}/wp-json/${orders}`, { headers })).toBe(401)
})

test('over https, Basic and the keys in the query work, and the latter show in the links', async () => {
  const store = await started({ tls: true })
  store.admin.createOrder()
  store.admin.createOrder()
  const { consumerKey, consumerSecret } = store
  const url = `${store.url}/wp-json/${orders}?per_page=1`
  const basic = await securely(store, url, basicOf(store))
  const inQuery = await securely(
    store,
    `${url}&consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`,
  )
  expect([basic.status, inQuery.status]).toStrictEqual([200, 200])
  expect(inQuery.link).toContain(consumerSecret)
  expect(basic.link).not.toContain(consumerSecret)
})

test('over https, a wrong secret is refused, and a key nobody knows is nobody', async () => {
  const store = await started({ tls: true })
  const statuses = await Promise.all(
    [{ consumerSecret: 'cs_wrong' }, { consumerKey: 'ck_unknown' }].map((wrong) =>
      securely(store, `${store.url}/wp-json/${orders}`, basicOf({ ...store, ...wrong })),
    ),
  )
  expect(statuses.map(({ status }) => status)).toStrictEqual([401, 401])
})

test('nobody trusts the certificate who was not told to', async () => {
  const store = await started({ tls: true })
  await expect(fetch(`${store.url}/wp-json/`)).rejects.toThrow('fetch failed')
})

test('links over https have the scheme of the request, whatever the home says', async () => {
  const store = await started({ tls: true, homeUrl: 'http://shop.example' })
  const { link } = await securely(store, `${store.url}/wp-json/`)
  expect(link).toBe('<https://shop.example/wp-json/>; rel="https://api.w.org/"')
})

test('over plain links WooCommerce looks at no keys, good as they may be', async () => {
  const store = await started({ tls: true })
  const asked = async (path: string) =>
    (await securely(store, `${store.url}${path}`, basicOf(store))).status
  expect(await asked(`/wp-json/${orders}`)).toBe(200)
  expect(await asked(`/?rest_route=/${orders}`)).toBe(401)
})

test('a store with plain permalinks has no API where it is looked for', async () => {
  const store = await started()
  store.weather.set({ plainPermalinks: true })
  const query = signed(store, 'GET', orders).toString()
  expect(await statusOf(`${store.url}/wp-json/${orders}?${query}`)).toBe(404)
  expect(await statusOf(`${store.url}/?rest_route=/`)).toBe(200)
})

test('a key may do what its permissions say', async () => {
  const store = await started()
  const tried = async (permissions: 'read' | 'write' | 'none') => {
    const key = { ...store, ...store.admin.createKey({ permissions }) }
    const read = await get(key, orders)
    const write = await ask(key, 'POST', orders, {}, {})
    return [read.status, write.status]
  }
  expect([await tried('read'), await tried('write'), await tried('none')]).toStrictEqual([
    [200, 401],
    [401, 201],
    [401, 401],
  ])
})

test('a key that was revoked is invalid', async () => {
  const store = await started()
  const key = store.admin.createKey()
  store.admin.revokeKey(key.consumerKey)
  expect((await get({ ...store, ...key }, orders)).status).toBe(401)
})

test('anybody may read the index, which tells the home, the zone and its offset', async () => {
  const store = await started({ homeUrl: 'http://shop.example', timeZone: 'Asia/Kolkata' })
  const response = await fetch(`${store.url}/wp-json/`)
  expect(await response.json()).toMatchObject({
    home: 'http://shop.example',
    timezone_string: 'Asia/Kolkata',
    gmt_offset: 5.5,
  })
})

test('a password of WordPress works by Basic over https, with or without its blanks', async () => {
  const store = await started({ tls: true })
  const { user, password } = store.admin.createApplicationPassword()
  const statuses = await Promise.all(
    [password, password.replaceAll(' ', ''), 'wrong'].map(
      async (consumerSecret) =>
        (
          await securely(
            store,
            `${store.url}/wp-json/${orders}`,
            basicOf({ ...store, consumerKey: user, consumerSecret }),
          )
        ).status,
    ),
  )
  expect(password).toMatch(/^(?:\w{4} ){5}\w{4}$/u)
  expect(statuses).toStrictEqual([200, 200, 401])
})

test('a password of WordPress does not work over http', async () => {
  const store = await started()
  const { user, password } = store.admin.createApplicationPassword()
  const headers = basicOf({ ...store, consumerKey: user, consumerSecret: password })
  expect(await statusOf(`${store.url}/wp-json/${orders}`, { headers })).toBe(401)
})
