import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readServed, type Store } from '../store/index.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import {
  servedConnection,
  servedDelivery,
  servedPlace,
  type Encode,
} from '../testing/scripted-served.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { listen } from './listening.ts'

/** Some kilobytes for every item that no packer makes much smaller, so that a document has several pieces. */
const wideLines: Encode = async function* encode(_context, pages) {
  for await (const page of pages)
    for (const { id, total } of page) {
      const hash = (at: number) => createHash('sha512').update(`${id} ${total} ${at}`).digest('hex')
      yield `${id},${total},${Array.from({ length: 300 }, (_, at) => hash(at)).join('')}\n`
    }
}

async function servingHost(store?: (store: Store) => Store) {
  const shop = scriptedShop(40)
  const host = await scriptedHost({
    connections: [shopConnection(shop), servedConnection(wideLines)],
    deliveries: [servedDelivery()],
    ...(store !== undefined && { store }),
  })
  await host.begin()
  const read = () => host.call('/api/connections/shop/sync', { method: 'POST' })
  const version = async () => {
    const state = await host.installation.store.read((dialect, org) =>
      readServed(dialect, org, servedPlace),
    )
    return state?.version
  }
  await read()
  await until(async () => (await version())?.items === 40)
  return { host, shop, read, version, address: await host.addressOf('vendor', 'sinks.list') }
}

async function listening({ app }: ScriptedHost): Promise<string> {
  const { url, close } = await listen(app, { address: '127.0.0.1', port: 0 })
  onTestFinished(() => close(1000))
  return url
}

async function ask(url: string, headers: Record<string, string>, method = 'GET') {
  const [response] = (await once(get(url, { headers, method }), 'response')) as [IncomingMessage]
  return { response, bytes: buffer(response) }
}

const hashOf = (bytes: Uint8Array) =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 22)

test('a client over the network fetches it packed, asks again, and looks at the head', async () => {
  const { host, address, version } = await servingHost()
  const url = `${await listening(host)}${address}`
  const first = await ask(url, { 'accept-encoding': 'gzip' })
  const bytes = await first.bytes
  expect(first.response.headers['content-length']).toBe(String(bytes.length))
  expect(hashOf(gunzipSync(bytes))).toBe((await version())?.hash)
  const etag = first.response.headers.etag ?? ''
  const again = await ask(url, { 'accept-encoding': 'gzip', 'if-none-match': etag })
  expect([again.response.statusCode, (await again.bytes).length]).toStrictEqual([304, 0])
  const head = await ask(url, { 'accept-encoding': 'gzip' }, 'HEAD')
  expect([head.response.headers.etag, (await head.bytes).length]).toStrictEqual([etag, 0])
  expect(head.response.headers['content-length']).toBe(String(bytes.length))
  const plain = await ask(url, {})
  expect(hashOf(await plain.bytes)).toBe((await version())?.hash)
})

test('who is in the middle of reading when a new version is shown reads the old one to its end', async () => {
  const { host, shop, read, version, address } = await servingHost()
  const before = await version()
  const response = await host.app.request(`http://localhost${address}`, {
    headers: { 'accept-encoding': 'gzip' },
  })
  const reader = response.body?.getReader()
  const pieces = [(await reader?.read())?.value ?? Buffer.of()]
  shop.rows.set(1, { id: 1, total: '99.00' })
  await read()
  await until(async () => (await version())?.hash !== before?.hash)
  for (let step = await reader?.read(); step?.done === false; step = await reader?.read())
    pieces.push(step.value)
  expect(pieces.length).toBeGreaterThan(1)
  expect(hashOf(gunzipSync(Buffer.concat(pieces)))).toBe(before?.hash)
})

test('a document that cannot be read to its end breaks off, and is not taken for a whole one', async () => {
  // The server tells there what a stream threw.
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => told.mockRestore())
  let reads = Number.POSITIVE_INFINITY
  const { host, address } = await servingHost((store) => ({
    ...store,
    read: (work) => {
      reads -= 1
      return reads < 0 ? Promise.reject(new Error('The disk is gone.')) : store.read(work)
    },
  }))
  const url = `${await listening(host)}${address}`
  await host.stop()
  // What stands at the address, and the first piece.
  reads = 2
  const { response, bytes } = await ask(url, { 'accept-encoding': 'gzip' })
  expect(response.statusCode).toBe(200)
  await expect(bytes).rejects.toThrow('aborted')
})
