import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { ask } from './client.ts'
import { signatureBase, signRequest } from './sign.ts'
import { testContext, testSettings } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const index = JSON.stringify({ name: 'Shop', home: 'http://shop.example', namespaces: ['wc/v3'] })

function context(settings: Parameters<typeof testContext>[0] = {}) {
  return testContext(settings, {
    answer: () => new Response(index),
    now: () => Date.parse('2026-11-22T01:41:27Z'),
  })
}

const parameters = async (request: Promise<Request>) => new URL((await request).url).searchParams

test('a signature is the one that a real shop took', () => {
  // A request of 2026-11-22 to the recorded shop, whose key was invented for it.
  const url = new URL('http://127.0.0.1:8099/wp-json/wc/v3/orders')
  url.search = new URLSearchParams({
    oauth_consumer_key: 'ck_91569130a4dade1794767914565081cde817afd1',
    oauth_nonce: '39cb4ce7193aafbc602d059e907f2201',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1795311686',
    per_page: '5',
    orderby: 'modified',
    order: 'asc',
    modified_after: '2026-10-20T00:00:00',
    dates_are_gmt: 'true',
  }).toString()
  const base = signatureBase(url, 'get', 'http://127.0.0.1:8099')
  const signature = createHmac('sha256', 'cs_4f10863c806f0f21fc79419f7bceea423485f2a5&')
    .update(base)
    .digest('base64')
  expect(signature).toBe('k52Kx9/qbDLWAN3p1b5acix7nMghtAaU3UbnGpm4THs=')
})

test('characters that the platform leaves as they are are encoded in a signature', () => {
  const url = new URL("http://shop.example/wp-json/wc/v3/products?search=d'(Ø)*!~")
  expect(signatureBase(url, 'GET', 'http://shop.example')).toBe(
    'GET&http%3A%2F%2Fshop.example%2Fwp-json%2Fwc%2Fv3%2Fproducts&search%3Dd%2527%2528%25C3%2598%2529%252A%2521~',
  )
})

test('each attempt has a nonce of its own, and the vendor’s clock', async () => {
  const request = new Request('http://shop.example/wp-json/wc/v3/orders?status=any')
  const first = await parameters(signRequest(request, context()))
  const second = await parameters(signRequest(request, context()))
  expect(first.get('oauth_nonce')).not.toBe(second.get('oauth_nonce'))
  expect(first.get('oauth_timestamp')).toBe('1795311687')
})

test('a parameter that the vendor’s client names twice is sent and signed once', async () => {
  const request = new Request('http://shop.example/wp-json/wc/v3/orders?page=2&page=2')
  expect((await parameters(signRequest(request, context()))).getAll('page')).toStrictEqual(['2'])
})

test('what was signed before is replaced when it is signed again', async () => {
  const once = await signRequest(new Request('http://shop.example/wp-json/wc/v3/orders'), context())
  const twice = await parameters(signRequest(once, context()))
  expect(twice.getAll('oauth_signature')).toHaveLength(1)
})

test('the body of a request can be sent again in another attempt', async () => {
  const request = new Request('https://shop.example/wp-json/wc/v3/webhooks', {
    method: 'POST',
    body: '{"a":1}',
  })
  const sent = [await signRequest(request, context()), await signRequest(request, context())]
  expect(await Promise.all(sent.map((one) => one.text()))).toStrictEqual(['{"a":1}', '{"a":1}'])
})

test('over https the key goes into the header, or into the address where the client put it there', async () => {
  const plain = await signRequest(
    new Request('https://shop.example/wp-json/wc/v3/orders'),
    context(),
  )
  expect(plain.headers.get('authorization')).toMatch(/^Basic /)
  expect(plain.url).not.toContain('consumer')
  const asked = new Request('https://shop.example/wp-json/wc/v3/orders?consumer_key=ck_')
  const query = await signRequest(asked, context())
  expect(query.headers.has('authorization')).toBe(false)
  expect(new URL(query.url).searchParams.get('consumer_secret')).toBe(testSettings.consumerSecret)
})

test('the public index is asked without any key, and says what sent the request', async () => {
  const request = await signRequest(new Request('http://shop.example/wp-json/'), context())
  expect(request.url).toBe('http://shop.example/wp-json/')
  expect(request.headers.has('authorization')).toBe(false)
  expect(request.headers.get('user-agent')).toBe('Cartograph')
})

test('a shop that is reached by another name is signed for in its own', async () => {
  const { settings } = await simulatedShop({ homeUrl: 'http://home.example' })
  const answer = await ask(testContext(settings), {
    path: 'orders',
    query: { _fields: 'id,status', status: 'any' },
  })
  expect(answer.status).toBe(200)
})
