import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Feed } from '../config/index.ts'
import { shelves, sound } from '../feeds/testing/catalogue-package.ts'
import { goodsIn, plainFeed } from '../feeds/testing/feed-shop.ts'
import { auditRows } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'

/** A host that serves a feed of some products. */
async function hostWith(feed: Feed, products: readonly object[]) {
  const configuration = { feeds: new Map([[feed.id, feed]]) }
  const host = await scriptedHost({ connections: [], configuration })
  const goods = goodsIn(host.installation.store)
  await goods.put('category', shelves)
  await goods.put('product', products)
  await host.begin()
  const standing = async () => {
    const { feeds } = (await (await host.call('/api/feeds')).json()) as {
      readonly feeds: readonly {
        readonly address?: string
        readonly last?: { readonly state: string; readonly items: number }
      }[]
    }
    return feeds[0]
  }
  const fetched = async (headers: Record<string, string> = {}) => {
    const path = new URL((await standing())?.address ?? 'https://data.example/none').pathname
    return host.app.request(`http://localhost${path}`, { headers })
  }
  const post = (what: string) => host.call(`/api/feeds/${feed.id}/${what}`, { method: 'POST' })
  return { host, goods, standing, fetched, post }
}

const ten = Array.from({ length: 10 }, (_each, index) => sound(`${index}`))

test('a host makes the feeds that it is to make, and serves them with a tag, packed and only if changed', async () => {
  const { standing, fetched } = await hostWith(plainFeed(), ten)
  await until(async () => (await standing())?.last?.state === 'made')
  const response = await fetched()
  expect([response.status, response.headers.get('content-type')]).toStrictEqual([
    200,
    'application/json; charset=utf-8',
  ])
  expect(await response.json()).toHaveLength(10)
  const packed = await fetched({ 'accept-encoding': 'gzip' })
  expect(JSON.parse(gunzipSync(await packed.arrayBuffer()).toString())).toHaveLength(10)
  const tag = response.headers.get('etag') ?? ''
  expect((await fetched({ 'if-none-match': tag })).status).toBe(304)
})

test('a feed is looked at before it is made', async () => {
  const { host } = await hostWith(plainFeed(), [sound('1', { url: null }), ...ten.slice(2)])
  const preview = await (await host.call('/api/feeds/dk/preview?rows=2')).json()
  expect(preview).toMatchObject({
    rows: [
      { row: 'shop:1', problems: [{ field: 'url', rule: 'required' }] },
      { row: 'shop:2', item: { id: '2' }, problems: [] },
    ],
  })
  const { check } = (await (await host.call('/api/feeds/dk/report?now')).json()) as {
    readonly check: object
  }
  expect(check).toMatchObject({ read: 9, items: 8, invalid: 1 })
  expect((await host.call('/api/feeds/dk/preview?rows=0')).status).toBe(400)
  expect((await host.call('/api/feeds/none/preview')).status).toBe(404)
})

test('a run by hand makes it now, and what it would lose waits until it is allowed', async () => {
  const { goods, standing, post, host } = await hostWith(plainFeed(), ten)
  await until(async () => (await standing())?.last?.state === 'made')
  await goods.remove('product', ['shop:0', 'shop:1', 'shop:2'])
  expect((await post('allow')).status).toBe(409)
  expect((await post('run')).status).toBe(202)
  await until(async () => (await standing())?.last?.state === 'held')
  expect((await post('allow')).status).toBe(202)
  await until(async () => (await standing())?.last?.items === 7)
  const entries = await host.installation.store.read((dialect, org) =>
    auditRows(dialect, org, { limit: 10 }),
  )
  const told = entries.map(({ action, target }) => `${action} ${target}`)
  expect(told.filter((entry) => entry.startsWith('feed.')).toSorted()).toStrictEqual([
    'feed.allow dk',
    'feed.run dk',
  ])
})

test('another address makes the old one useless', async () => {
  const { standing, fetched, post, host } = await hostWith(plainFeed(), ten)
  await until(async () => (await standing())?.last?.state === 'made')
  const before = new URL((await standing())?.address ?? '').pathname
  const moved = (await (await post('rotate')).json()) as { readonly address: string }
  expect(moved.address).toBe((await standing())?.address)
  expect((await host.app.request(`http://localhost${before}`)).status).toBe(404)
  expect((await fetched()).status).toBe(200)
})

test('a feed with a name and a password is told to nobody else', async () => {
  const basic = { user: 'google', password: 'open-sesame-0815' }
  const { standing, fetched } = await hostWith(plainFeed({ basic }), ten)
  await until(async () => (await standing())?.last?.state === 'made')
  expect((await fetched()).status).toBe(401)
  const sent = Buffer.from(`${basic.user}:${basic.password}`).toString('base64')
  expect((await fetched({ authorization: `Basic ${sent}` })).status).toBe(200)
})
