import { isFault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { ask, read } from './client.ts'
import { testContext, testSettings } from './testing/context.ts'

const home = JSON.stringify({ name: 'Shop', home: 'http://127.0.0.1:8099', namespaces: ['wc/v3'] })

function answering(answer: (request: Request) => Response) {
  return (request: Request) =>
    new URL(request.url).pathname === '/wp-json/' ? new Response(home) : answer(request)
}

test('an answer comes back with its status, its rows and how many there are', async () => {
  const context = testContext(
    { url: 'https://shop.example' },
    { answer: () => new Response('[{"id":1}]', { headers: { 'X-WP-Total': '301' } }) },
  )
  const answer = await read(context, { path: 'orders', query: { per_page: '1' } })
  expect(answer).toMatchObject({
    status: 200,
    json: [{ id: 1 }],
    total: 301,
    route: '/wc/v3/orders',
  })
  expect(context.requests[0]?.url).toBe('https://shop.example/wp-json/wc/v3/orders?per_page=1')
})

test('what the vendor’s client signs is replaced, over http and over https', async () => {
  const plain = testContext({}, { answer: answering(() => new Response('[]')) })
  await ask(plain, { path: 'orders', query: { status: 'any' } })
  const query = new URL(plain.requests.at(-1)?.url ?? '').searchParams
  expect(query.get('oauth_consumer_key')).toBe(testSettings.consumerKey)
  expect(query.getAll('oauth_nonce')).toHaveLength(1)
  expect(plain.requests.at(-1)?.headers.has('authorization')).toBe(false)

  const secure = testContext({ url: 'https://shop.example' }, { answer: () => new Response('[]') })
  await ask(secure, { path: 'orders' })
  expect(atob(secure.requests[0]?.headers.get('authorization')?.slice(6) ?? '')).toBe(
    `${testSettings.consumerKey}:${testSettings.consumerSecret}`,
  )
})

test('a shop below a folder is asked below that folder', async () => {
  const context = testContext(
    { url: 'https://shop.example/butik/' },
    { answer: () => new Response('[]') },
  )
  await ask(context, { path: 'orders' })
  expect(context.requests[0]?.url).toBe('https://shop.example/butik/wp-json/wc/v3/orders')
})

test('a fault of the platform’s fetch comes through as it is', async () => {
  const context = testContext(
    { url: 'https://shop.example' },
    {
      answer: () => {
        throw Object.assign(new Error('gone'), { $fault: 'v1', kind: 'transient' })
      },
    },
  )
  const found = await ask(context, { path: 'orders' }).catch((error: unknown) => error)
  expect(isFault(found) && found.message).toBe('gone')
})

test('an error of the vendor’s client never holds a secret, nor the request', async () => {
  const context = testContext(
    { url: 'https://shop.example', authentication: 'query' },
    {
      answer: (request) => {
        throw new TypeError(`fetch failed: ${request.url}`)
      },
    },
  )
  const found = await ask(context, { path: 'orders' }).catch((error: unknown) => error)
  expect(isFault(found) && found.kind).toBe('transient')
  expect(JSON.stringify(found)).not.toContain('cs_')
  expect((found as Error).cause).toBeUndefined()
})

test('writing sends JSON', async () => {
  const context = testContext(
    { url: 'https://shop.example' },
    { answer: () => new Response('{"id":1}') },
  )
  await ask(context, { path: 'webhooks', method: 'post', body: { name: 'Ærø' } })
  expect(context.requests[0]?.method).toBe('POST')
  expect(await context.requests[0]?.json()).toStrictEqual({ name: 'Ærø' })
})

test('a run that is called off ends with the reason of its signal', async () => {
  const run = new AbortController()
  const context = {
    ...testContext({ url: 'https://shop.example' }, { answer: () => new Response('[]') }),
    signal: run.signal,
  }
  run.abort(new Error('called off'))
  await expect(ask(context, { path: 'orders' })).rejects.toThrow('called off')
})
