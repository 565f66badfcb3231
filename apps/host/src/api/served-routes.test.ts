import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Delivery } from '../config/index.ts'
import { readServed, takeLease, type ServedVersion } from '../store/index.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import {
  servedConnection,
  servedDelivery,
  servedPlace,
  type Encode,
} from '../testing/scripted-served.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'

const text = 'id,total\nshop:1,100\nshop:2,200\nshop:3,300\n'

interface Scene {
  readonly host: ScriptedHost
  readonly shop: ScriptedShop
  readonly address: string
  readonly get: (headers?: Record<string, string>, method?: string) => Promise<Response>
  readonly version: () => Promise<ServedVersion | undefined>
  /** Asks the shop again. */
  readonly read: () => Promise<Response>
}

/** A host that serves a list of three orders. */
async function servingHost(
  more: {
    readonly delivery?: Partial<Delivery>
    readonly encode?: Encode
    readonly now?: () => number
  } = {},
): Promise<Scene> {
  const shop = scriptedShop(3)
  const { delivery, encode, ...rest } = more
  const connections = [shopConnection(shop), servedConnection(encode)]
  const host = await scriptedHost({ connections, deliveries: [servedDelivery(delivery)], ...rest })
  await host.begin()
  const read = () => host.call('/api/connections/shop/sync', { method: 'POST' })
  await read()
  const served = () =>
    host.installation.store.read((dialect, org) => readServed(dialect, org, servedPlace))
  await until(async () => (await served())?.version !== undefined)
  const address = await host.addressOf('vendor', 'sinks.list')
  return {
    host,
    shop,
    address,
    get: async (headers = {}, method = 'GET') =>
      host.app.request(`http://localhost${address}`, { headers, method }),
    version: async () => (await served())?.version,
    read,
  }
}

test('a document is served whole, with what a reader needs to keep it', async () => {
  const { get, version } = await servingHost()
  const response = await get()
  expect([response.status, await response.text()]).toStrictEqual([200, text])
  const made = await version()
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-length': String(text.length),
    etag: `"${made?.hash ?? ''}"`,
    'last-modified': new Date(made?.madeAt ?? 0).toUTCString(),
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  })
})

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
] as const)('who takes %s is sent it, under a tag of its own', async (coding, unpack) => {
  const { get, version } = await servingHost()
  const response = await get({ 'accept-encoding': coding })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(unpack(bytes).toString()).toBe(text)
  expect(response.headers.get('content-encoding')).toBe(coding)
  expect(response.headers.get('content-length')).toBe(String(bytes.length))
  expect(response.headers.get('etag')).toBe(`"${(await version())?.hash ?? ''}-${coding}"`)
})

test('who has the version is told so, in whichever coding, and sent nothing', async () => {
  const { get } = await servingHost()
  const etag = (await get({ 'accept-encoding': 'gzip' })).headers.get('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const response = await get({ 'if-none-match': known, 'accept-encoding': 'br' })
    expect([response.status, await response.text()]).toStrictEqual([304, ''])
  }
  expect((await get({ 'if-none-match': etag })).headers.get('etag')).toBe(etag)
  expect((await get({ 'if-none-match': '"other"' })).status).toBe(200)
})

test('a date works where no tag is sent', async () => {
  const { get } = await servingHost()
  const date = (await get()).headers.get('last-modified') ?? ''
  expect((await get({ 'if-modified-since': date })).status).toBe(304)
  expect((await get({ 'if-modified-since': date, 'if-none-match': '"other"' })).status).toBe(200)
  expect((await get({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).status).toBe(200)
  expect((await get({ 'if-modified-since': 'yesterday' })).status).toBe(200)
})

test('a new version has another tag and a later date, however soon it comes', async () => {
  const { get, read, shop } = await servingHost({ delivery: { serve: { everyMs: 1 } } })
  const before = await get()
  shop.rows.set(1, { id: 1, total: '9.00' })
  await read()
  await until(async () => (await get()).headers.get('etag') !== before.headers.get('etag'))
  const date = before.headers.get('last-modified') ?? ''
  expect((await get({ 'if-modified-since': date })).status).toBe(200)
})

test('HEAD tells the same without the document, and is no fetch', async () => {
  const { get, host } = await servingHost()
  const head = await get({ 'accept-encoding': 'gzip' }, 'HEAD')
  expect([head.status, await head.text()]).toStrictEqual([200, ''])
  const state = await host.installation.store.read((dialect, org) =>
    readServed(dialect, org, servedPlace),
  )
  expect(state?.fetchedAt).toBeUndefined()
  const full = await get({ 'accept-encoding': 'gzip' })
  for (const name of ['etag', 'content-length', 'content-type', 'content-encoding'])
    expect(head.headers.get(name)).toBe(full.headers.get(name))
})

test('a document can only be read', async () => {
  const { get } = await servingHost()
  const response = await get({}, 'POST')
  expect([response.status, response.headers.get('allow')]).toStrictEqual([405, 'GET, HEAD'])
})

test('a guessed address, another sink and a delivery that is gone are nothing', async () => {
  const { host, address } = await servingHost()
  const ask = async (path: string) => (await host.app.request(`http://localhost${path}`)).status
  expect(await ask(`${address.slice(0, -1)}_`)).toBe(404)
  expect(await ask(address.replace('/list/', '/other/'))).toBe(404)
  expect(await ask('/served/vendor/list/')).toBe(404)
})

test('what is not made yet is said to come later', async () => {
  const host = await scriptedHost({
    connections: [servedConnection()],
    deliveries: [servedDelivery()],
  })
  const address = await host.addressOf('vendor', 'sinks.list')
  const response = await host.app.request(`http://localhost${address}`)
  expect([response.status, response.headers.get('retry-after')]).toStrictEqual([503, '60'])
})

test('where a name and a password are asked for, both must be right', async () => {
  const basic = { user: 'vendor', password: 'a long password' }
  const { get } = await servingHost({ delivery: { serve: { basic } } })
  const asked = await get()
  expect(asked.status).toBe(401)
  expect(asked.headers.get('www-authenticate')).toBe('Basic realm="document", charset="UTF-8"')
  const as = (text_: string) => get({ authorization: `Basic ${btoa(text_)}` })
  expect((await as('vendor:a wrong password')).status).toBe(401)
  expect((await as('other:a long password')).status).toBe(401)
  expect((await as('vendor:a long password')).status).toBe(200)
})

test('who asks too often is told to wait', async () => {
  const now = Date.now()
  const { get } = await servingHost({ now: () => now })
  const answers = await Promise.all(Array.from({ length: 70 }, () => get({}, 'HEAD')))
  const limited = answers.filter(({ status }) => status === 429)
  expect(limited).toHaveLength(10)
  expect(limited[0]?.headers.get('retry-after')).toBe('1')
})

test('who fetched last is in the state, by the name of the program alone', async () => {
  const { get, host } = await servingHost()
  await get({ 'user-agent': 'Fetcher/2.0 (ada@example.com)' })
  const state = (await (await host.call('/api/status')).json()) as {
    deliveries: { served: object }[]
  }
  expect(state.deliveries[0]?.served).toMatchObject({
    items: 3,
    bytes: text.length,
    isOutdated: false,
    fetchedBy: 'Fetcher/2.0',
  })
  const told = JSON.stringify(host.lines)
  expect(told).toContain('list fetched by Fetcher/2.0: 200 identity')
  expect(told).not.toContain('ada@example.com')
})

test('a document is given another address, and the old one leads nowhere', async () => {
  const { get, host } = await servingHost()
  const rotated = await host.call('/api/served/vendor/list/rotate', { method: 'POST' })
  const { address } = (await rotated.json()) as { address: string }
  expect((await get()).status).toBe(404)
  const moved = await host.app.request(address)
  expect([moved.status, await moved.text()]).toStrictEqual([200, text])
  const shown = (await (await host.call('/api/served')).json()) as { served: object[] }
  expect(shown.served).toMatchObject([{ connection: 'vendor', sink: 'list', address }])
})

test('what is held is shown once somebody agrees', async () => {
  const { get, host, read, shop } = await servingHost()
  const accept = () => host.call('/api/served/vendor/list/accept', { method: 'POST' })
  expect((await accept()).status).toBe(409)
  shop.rows.clear()
  await read()
  await until(async () => {
    const state = (await (await host.call('/api/status')).json()) as {
      deliveries: { served: { held?: object } }[]
    }
    return state.deliveries[0]?.served.held !== undefined
  })
  expect(await (await get()).text()).toBe(text)
  expect((await accept()).status).toBe(202)
  await until(async () => (await (await get()).text()) === 'id,total\n')
})

test('after a version the delivery rests for as long as it says, and a word ends the rest', async () => {
  const { host, shop, get } = await servingHost({
    delivery: { serve: { everyMs: 3_600_000 } },
  })
  const { store } = host.installation
  const rest = () =>
    store.write((dialect, org) => takeLease(dialect, org, 'delivery list-out', 'test', 1))
  await until(async () => (await rest()).status === 'rests')
  expect(await rest()).toMatchObject({ forMs: expect.closeTo(3_600_000, -5) as number })
  shop.rows.clear()
  await host.installation.sync(shopConnection(shop))
  // By hand it is not waited for.
  await host.installation.push([servedConnection()], [servedDelivery()])
  const accepted = await host.call('/api/served/vendor/list/accept', { method: 'POST' })
  expect(accepted.status).toBe(202)
  await until(async () => (await (await get()).text()) === 'id,total\n')
})

test('a document that no delivery makes cannot be moved or agreed to', async () => {
  const { host } = await servingHost()
  for (const what of ['rotate', 'accept']) {
    const answer = await host.call(`/api/served/vendor/other/${what}`, { method: 'POST' })
    expect(answer.status).toBe(404)
  }
})
