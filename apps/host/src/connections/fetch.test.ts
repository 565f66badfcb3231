import { author, bearer } from '@cartograph/core'
import nock from 'nock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'
import { engineClock } from '../queue/index.ts'
import { connectionContext } from './index.ts'

const { connector } = author(z.unknown())

const connection: Connection = {
  id: 'shop',
  connectorName: 'shop',
  version: '1.0.0',
  connector: connector({
    id: 'shop',
    name: 'Shop',
    hosts: () => ['shop.example'],
    sign: (request) => bearer(request, 'key-1234'),
    check: async () => ({ account: {} }),
    parts: () => ({}),
  }),
  config: {},
  fingerprint: 'f',
  secrets: ['key-1234'],
  paths: [],
  needs: [],
  budgets: 'on',
  mappings: [],
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const tally = { requests: 0, retried: 0 }
const context = (more: { dry?: boolean; signal?: AbortSignal } = {}) =>
  connectionContext(connection, {
    clock: engineClock(),
    signal: more.signal ?? new AbortController().signal,
    dry: more.dry ?? false,
    streams: [],
    tally,
  })

test('a request is signed, counted and answered, whatever the status', async () => {
  nock('https://shop.example', { reqheaders: { authorization: 'Bearer key-1234' } })
    .get('/orders')
    .reply(503, 'busy')
  const before = tally.requests
  const response = await context().fetch('https://shop.example/orders')
  expect([response.status, await response.text()]).toStrictEqual([503, 'busy'])
  expect(tally.requests).toBe(before + 1)
})

test('a host that was not declared is never asked, and its query is not repeated', async () => {
  const asked = context().fetch('https://evil.example/?token=key-1234')
  await expect(asked).rejects.toMatchObject({
    kind: 'contract',
    message: 'Shop asked for the host evil.example, which it does not declare.',
    request: { method: 'GET', route: '/' },
  })
})

test('a redirect to another host is handed back and not followed', async () => {
  nock('https://shop.example').get('/').reply(302, '', { location: 'https://evil.example/' })
  expect((await context().fetch('https://shop.example/')).status).toBe(302)
})

test('a check and a dry run let nothing through that has an effect', async () => {
  const { fetch } = context({ dry: true })
  await expect(fetch('https://shop.example/', { method: 'POST' })).rejects.toMatchObject({
    kind: 'contract',
  })
  nock('https://shop.example').post('/search').reply(200, '[]')
  const search = fetch.with({ effect: 'none' })
  expect((await search('https://shop.example/search', { method: 'POST' })).status).toBe(200)
})

test('a host that cannot be reached is a passing fault', async () => {
  nock('https://shop.example').get('/').replyWithError('ECONNRESET')
  await expect(context().fetch('https://shop.example/')).rejects.toMatchObject({
    kind: 'transient',
    message: 'shop.example cannot be reached.',
  })
})

test('a host that does not answer in time is given up', async () => {
  nock('https://shop.example').get('/').delay(5000).reply(200)
  const hasty = context().fetch.with({ timeoutMs: 20 })
  await expect(hasty('https://shop.example/')).rejects.toMatchObject({
    kind: 'transient',
    message: 'shop.example did not answer in time.',
  })
})

test('an aborted run aborts its requests', async () => {
  const controller = new AbortController()
  nock('https://shop.example').get('/').delay(5000).reply(200)
  const asked = context({ signal: controller.signal }).fetch('https://shop.example/')
  controller.abort()
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
})

test('what is worth a request a while is asked for once', async () => {
  let asked = 0
  const { memo } = context()
  const load = async () => {
    asked += 1
    return 'EUR'
  }
  expect([await memo('currency', 1000, load), await memo('currency', 1000, load)]).toStrictEqual([
    'EUR',
    'EUR',
  ])
  expect(asked).toBe(1)
})

test('a secret does not reach the log', () => {
  const written: string[] = []
  const { log } = connectionContext(connection, {
    clock: engineClock(),
    signal: new AbortController().signal,
    dry: false,
    streams: [],
    log: (entry) => written.push(JSON.stringify(entry)),
  })
  log.warn('The key key-1234 was refused.', { header: 'Bearer key-1234' })
  expect(written.join('')).toContain('[secret]')
  expect(written.join('')).not.toContain('key-1234')
})
