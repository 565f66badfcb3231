import { author, bearer } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import {
  lonelyContext,
  scriptedVendor,
  status,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'
import type { RequestEvent } from './index.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

test('a request is signed, names its client, and is counted', async () => {
  const tally = { requests: 0, retried: 0 }
  const connection = vendorConnection([vendor.host], {
    sign: (request) => bearer(request, 'key-1234'),
  })
  const response = await lonelyContext(connection, { tally }).fetch(`${vendor.origin}/orders`)
  expect([response.status, response.url, await response.json()]).toStrictEqual([
    200,
    `${vendor.origin}/orders`,
    [],
  ])
  expect(vendor.seen[0]?.headers).toMatchObject({
    authorization: 'Bearer key-1234',
    'user-agent': expect.stringMatching(/^Cartograph\/\d/) as string,
  })
  expect(tally).toStrictEqual({ requests: 1, retried: 0 })
})

test('every attempt is signed anew', async () => {
  let nonce = 0
  const connection = vendorConnection([vendor.host], {
    sign: (request) => bearer(request, `nonce-${(nonce += 1)}`),
  })
  vendor.script.push(status(503))
  await lonelyContext(connection).fetch(vendor.origin)
  expect(vendor.seen.map(({ headers }) => headers.authorization)).toStrictEqual([
    'Bearer nonce-1',
    'Bearer nonce-2',
  ])
})

test('a host that was not declared is never asked, and its query is not repeated', async () => {
  const { fetch } = lonelyContext(vendorConnection(['shop.example']))
  await expect(fetch('https://evil.example/?token=key-1234')).rejects.toMatchObject({
    kind: 'contract',
    message: 'Shop asked for the host evil.example, which it does not declare.',
    request: { method: 'GET', route: '/' },
  })
})

test('a port is part of a host', async () => {
  const { fetch } = lonelyContext(vendorConnection(['shop.example']))
  await expect(fetch('https://shop.example:8443/')).rejects.toMatchObject({ kind: 'contract' })
})

test('an address that cannot be used is named without the password in it', async () => {
  const { fetch } = lonelyContext(vendorConnection(['shop.example']))
  await expect(fetch('https://eva:pass-99@shop.example/orders')).rejects.toMatchObject({
    kind: 'contract',
    message: expect.stringMatching(/^Shop made .*https:\/\/\[secret\]@shop\.example/) as string,
  })
  await expect(fetch('/orders')).rejects.toMatchObject({ kind: 'contract' })
})

test('a signature cannot lead a request elsewhere', async () => {
  const connection = vendorConnection([vendor.host], {
    sign: () => new Request('https://evil.example/'),
  })
  await expect(lonelyContext(connection).fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'contract',
    message: 'Shop asked for the host evil.example, which it does not declare.',
  })
})

test('a check and a dry run let nothing through that has an effect', async () => {
  const { fetch } = lonelyContext(vendorConnection([vendor.host]), { dry: true })
  await expect(fetch(vendor.origin, { method: 'POST' })).rejects.toMatchObject({
    kind: 'contract',
  })
  const search = fetch.with({ effect: 'none' })
  expect((await search(vendor.origin, { method: 'POST', body: '{}' })).status).toBe(200)
  expect(vendor.seen).toHaveLength(1)
})

test('a connector that wants consent by OAuth is told that it cannot be given yet', async () => {
  const connection = vendorConnection([vendor.host], {
    oauth2: { authorizeUrl: 'https://a.example', tokenUrl: 'https://a.example', scopes: [] },
  })
  await expect(lonelyContext(connection).fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'config',
    message: 'Shop wants consent by OAuth 2.0, which this host cannot ask for yet.',
  })
})

test('a body that is a stream reaches the vendor in one piece', async () => {
  const { fetch } = lonelyContext(vendorConnection([vendor.host]))
  const body = new Blob(['one ', 'two']).stream()
  await fetch(vendor.origin, { method: 'POST', body })
  expect(vendor.seen).toMatchObject([{ body: 'one two', headers: { 'content-length': '7' } }])
})

test('every attempt is told to the log and to the metrics, by its route', async () => {
  const events: RequestEvent[] = []
  const logged: string[] = []
  const { fetch } = lonelyContext(vendorConnection([vendor.host]), {
    onRequest: (event) => events.push(event),
    log: ({ message, fields }) => logged.push(`${message} ${JSON.stringify(fields)}`),
  })
  vendor.script.push(status(500))
  await fetch(`${vendor.origin}/customers/eva@example.com?key=secret`)
  expect(events).toMatchObject([
    { connection: 'shop', method: 'GET', route: '/customers/:email', status: 500, attempt: 1 },
    { connection: 'shop', method: 'GET', route: '/customers/:email', status: 200, attempt: 2 },
  ])
  expect(logged).toHaveLength(2)
  expect(logged[0]).toContain('"route":"/customers/:email"')
})

test('what a field that is marked as personal holds does not reach the log, however deep it lies', () => {
  const written: unknown[] = []
  const { stream } = author(z.unknown())
  const customers = stream({
    schema: z.object({ id: z.number(), city: z.string().meta({ personal: 'address' }) }),
    key: (row) => row.id,
    deletes: 'never',
  })
  const connection = vendorConnection([], { parts: () => ({ streams: { customers } }) })
  const { log } = lonelyContext(connection, { log: ({ fields }) => written.push(fields) })
  log.warn('Two rows are alike.', { id: 7, rows: [{ city: 'Aarhus', total: 3 }] })
  expect(written).toStrictEqual([{ id: 7, rows: [{ city: '[personal]', total: 3 }] }])
})

test('a secret does not reach the log', () => {
  const written: string[] = []
  const { log } = lonelyContext(vendorConnection([], {}, { secrets: ['key-1234'] }), {
    log: (entry) => written.push(JSON.stringify(entry)),
  })
  log.warn('The key key-1234 was refused.', { header: 'Bearer key-1234' })
  expect(written.join('')).toContain('[secret]')
  expect(written.join('')).not.toContain('key-1234')
})

const ownAddress = (id: string, part: string) => `https://host.example/${id}/${part}`

test('an address of our own is known only where the host serves', () => {
  const connection = vendorConnection([])
  expect(() => lonelyContext(connection).url('webhook')).toThrow(
    'shop: The address of webhook is known only while `cartograph serve` runs.',
  )
  expect(lonelyContext(connection, { url: ownAddress }).url('webhook')).toBe(
    'https://host.example/shop/webhook',
  )
})
