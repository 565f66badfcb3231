import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { ask, get, list } from './testing/client.ts'
import { started } from './testing/started.ts'

const orders = 'wc/v3/orders'

/** What a client gets to see of a request: a status and the beginning of a text, or that it failed. */
const seen = async (url: string) => {
  try {
    const response = await fetch(url)
    const text = await response.text()
    return { status: response.status, type: response.headers.get('content-type'), text }
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'unknown' }
  }
}

test.for([500, 502, 503, 504, 429])(
  'the next request meets a %s, the one after does not',
  async (status) => {
    const store = await started()
    store.weather.next({ kind: 'status', status })
    const first = await seen(`${store.url}/wp-json/`)
    expect(first).toMatchObject({ status, type: 'text/html; charset=UTF-8' })
    expect(await seen(`${store.url}/wp-json/`)).toMatchObject({ status: 200 })
  },
)

test('a host that limits says when to come again', async () => {
  const store = await started()
  store.weather.next({ kind: 'status', status: 429, retryAfter: 7 })
  const response = await fetch(`${store.url}/wp-json/`)
  expect(response.headers.get('retry-after')).toBe('7')
})

test('a connection that breaks before leaves nothing done, one that breaks after does', async () => {
  const store = await started()
  const create = async () => {
    await expect(ask(store, 'POST', orders, {}, {})).rejects.toThrow('fetch failed')
    return store.truth('orders').length
  }
  store.weather.next({ kind: 'reset', when: 'before' }, { kind: 'reset', when: 'after' })
  expect([await create(), await create()]).toStrictEqual([0, 1])
})

test('half of an answer comes with the length of the whole', async () => {
  const store = await started()
  store.weather.next({ kind: 'truncated' })
  expect(await seen(`${store.url}/wp-json/`)).toStrictEqual({ failed: 'TypeError' })
})

test('a page of HTML has status 200', async () => {
  const store = await started()
  store.weather.next({ kind: 'page' })
  const answer = await seen(`${store.url}/wp-json/`)
  expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=UTF-8' })
})

test('a login page stands before everything until it is taken away', async () => {
  const store = await started()
  store.weather.set({ loginPage: true })
  expect(await seen(`${store.url}/wp-json/`)).toMatchObject({ type: 'text/html; charset=UTF-8' })
  store.weather.calm()
  expect(await seen(`${store.url}/wp-json/`)).toMatchObject({
    type: 'application/json; charset=UTF-8',
  })
})

test('a host that wants to know its visitors refuses those without a name', async () => {
  const store = await started()
  store.weather.set({ needsUserAgent: true })
  const statusWith = async (headers: Readonly<Record<string, string>>) => {
    const [incoming] = (await once(
      request(`${store.url}/wp-json/`, { headers }).end(),
      'response',
    )) as [IncomingMessage]
    incoming.resume()
    return incoming.statusCode
  }
  expect(await statusWith({ 'user-agent': 'A client' })).toBe(200)
  expect(await statusWith({})).toBe(403)
})

test('a slow answer is a whole one', async () => {
  const store = await started()
  store.weather.next({ kind: 'slow', delayMs: 5 })
  expect((await get(store, orders)).status).toBe(200)
})

/** The statuses of twenty requests of which half go wrong. */
const unlucky = async () => {
  const store = await started({ seed: 7 })
  store.weather.set({ mishaps: [{ share: 0.5, mishap: { kind: 'status', status: 503 } }] })
  for (let count = 0; count < 20; count += 1) await seen(`${store.url}/wp-json/`)
  return store.log.map(({ status }) => status)
}

test('mishaps by chance are the same for the same seed', async () => {
  const [first, second] = [await unlucky(), await unlucky()]
  expect(first).toStrictEqual(second)
  expect(new Set(first)).toStrictEqual(new Set([200, 503]))
})

test('changes between two requests are done before the second, even when they take time', async () => {
  const store = await started()
  const stop = store.weather.between(async () => {
    // Longer than the next request takes to arrive.
    await wait(20)
    store.admin.createOrder()
  })
  const counts: number[] = []
  for (let count = 0; count < 3; count += 1) counts.push((await list(store, orders)).length)
  stop()
  await list(store, orders)
  expect(counts).toStrictEqual([0, 1, 2])
  expect(store.truth('orders')).toHaveLength(3)
})

test('the log keeps what was asked and what was answered', async () => {
  const store = await started()
  await get(store, orders, { per_page: '5' })
  store.weather.next({ kind: 'reset', when: 'before' })
  await seen(`${store.url}/wp-json/`)
  const kept = store.log.map(({ method, path, query, status }) => [
    method,
    path,
    query.get('per_page'),
    status,
  ])
  expect(kept).toStrictEqual([
    ['GET', '/wp-json/wc/v3/orders', '5', 200],
    ['GET', '/wp-json/', undefined, 0],
  ])
})
