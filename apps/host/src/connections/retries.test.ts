import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  lonelyContext,
  reset,
  scriptedVendor,
  silent,
  slowBody,
  status,
  truncated,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'
import type { LineSettings } from './index.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

const asking = (settings: Partial<LineSettings> = {}) => {
  const tally = { requests: 0, retried: 0 }
  const context = lonelyContext(vendorConnection([vendor.host]), { tally }, settings)
  return { fetch: context.fetch, tally }
}

test.each([
  ['a 500', status(500)],
  ['a 408', status(408)],
  ['a 429', status(429)],
  ['a connection that breaks', reset],
  ['a body that is cut off', truncated],
])('after %s a reading request is sent again', async (_name, failure) => {
  vendor.script.push(failure, status(200, '[7]'))
  const { fetch, tally } = asking()
  expect(await (await fetch(vendor.origin)).json()).toStrictEqual([7])
  expect(tally).toStrictEqual({ requests: 2, retried: 1 })
})

test.each([
  ['no answer', silent],
  ['half an answer', slowBody],
])('a reading request with %s in time is sent again', async (_name, failure) => {
  vendor.script.push(failure, status(200, '[7]'))
  const { fetch } = asking()
  expect(await (await fetch.with({ timeoutMs: 150 })(vendor.origin)).json()).toStrictEqual([7])
})

test.each([400, 401, 404, 501])('a %i is handed back at once', async (code) => {
  vendor.script.push(status(code, 'no'))
  const response = await asking().fetch(vendor.origin)
  expect([response.status, await response.text()]).toStrictEqual([code, 'no'])
  expect(vendor.seen).toHaveLength(1)
})

test('when all attempts are used up, the last answer is handed back', async () => {
  vendor.script.push(status(500), status(500), status(500), status(502, 'still down'))
  const response = await asking().fetch(vendor.origin)
  expect([response.status, await response.text()]).toStrictEqual([502, 'still down'])
  expect(vendor.seen).toHaveLength(4)
})

test('when all attempts are used up without an answer, a passing fault says so', async () => {
  vendor.script.push(reset, reset, reset, reset)
  await expect(asking().fetch(`${vendor.origin}/orders?key=secret`)).rejects.toMatchObject({
    kind: 'transient',
    message: `${vendor.host} broke off the connection.`,
    request: { method: 'GET', route: '/orders' },
  })
  expect(vendor.seen).toHaveLength(4)
})

test('an error status that is an ordinary answer is not asked for again', async () => {
  vendor.script.push(status(503, 'none yet'))
  const response = await asking().fetch.with({ expect: [503] })(vendor.origin)
  expect(response.status).toBe(503)
})

test('what happens once is not sent again when the answer did not come, and reaches the vendor once', async () => {
  vendor.script.push(silent)
  const { fetch } = asking()
  const write = fetch.with({ timeoutMs: 150 })(vendor.origin, { method: 'POST', body: '{"id":1}' })
  await expect(write).rejects.toMatchObject({
    kind: 'transient',
    message: `${vendor.host} did not answer in time (0.15 s).`,
  })
  await expect.poll(() => vendor.seen.map(({ body }) => body)).toStrictEqual(['{"id":1}'])
})

test.each([
  ['breaks off', reset],
  ['cuts the answer off', truncated],
])('what happens once is not sent again when the vendor %s', async (_name, failure) => {
  vendor.script.push(failure)
  await expect(asking().fetch(vendor.origin, { method: 'POST' })).rejects.toMatchObject({
    kind: 'transient',
  })
  expect(vendor.seen).toHaveLength(1)
})

test('what happens once is not sent again after a 500, which is handed back', async () => {
  vendor.script.push(status(500))
  expect((await asking().fetch(vendor.origin, { method: 'POST' })).status).toBe(500)
  expect(vendor.seen).toHaveLength(1)
})

test('what happens once is sent again after a 429, which refused it, with its body', async () => {
  vendor.script.push(status(429, '', { 'retry-after': '0' }))
  const response = await asking().fetch(vendor.origin, { method: 'POST', body: 'one' })
  expect(response.status).toBe(200)
  expect(vendor.seen.map(({ body }) => body)).toStrictEqual(['one', 'one'])
})

test('what may be repeated is', async () => {
  vendor.script.push(reset)
  const { fetch } = asking()
  const write = fetch.with({ effect: 'repeatable' })
  expect((await write(vendor.origin, { method: 'PUT', body: 'one' })).status).toBe(200)
  expect(vendor.seen.map(({ body }) => body)).toStrictEqual(['one', 'one'])
})

test('what was certainly not sent may be repeated, whatever its effect', async () => {
  let attempts = 0
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' })
  const { fetch } = asking({
    transport: async (input) => {
      attempts += 1
      if (attempts === 1) throw new TypeError('fetch failed', { cause: refused })
      return globalThis.fetch(input)
    },
  })
  expect((await fetch(vendor.origin, { method: 'POST' })).status).toBe(200)
  expect(attempts).toBe(2)
})

test('a vendor that wants to be left alone longer than a place may be held gets a fault that says how long', async () => {
  vendor.script.push(status(429, '', { 'retry-after': '30' }))
  await expect(asking().fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'rateLimit',
    message: 'Shop takes no more requests for now; the next request fits in 30 s.',
    retryAfterMs: expect.toSatisfy((ms: number) => ms > 29_000 && ms <= 30_000) as number,
    request: { method: 'GET', route: '/', status: 429 },
  })
  expect(vendor.seen).toHaveLength(1)
})

test('a 503 with a long Retry-After is a passing fault', async () => {
  vendor.script.push(status(503, '', { 'retry-after': '120' }))
  await expect(asking().fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'transient',
    request: { status: 503 },
  })
})

test('while the vendor wants to be left alone, no other request of the connection goes out', async () => {
  vendor.script.push(status(429, '', { 'retry-after': '30' }))
  const { fetch } = asking()
  await expect(fetch(vendor.origin)).rejects.toMatchObject({ kind: 'rateLimit' })
  await expect(fetch(`${vendor.origin}/other`)).rejects.toMatchObject({ kind: 'rateLimit' })
  expect(vendor.seen).toHaveLength(1)
})

test("a connector's own reading of a wait comes before the standard header", async () => {
  const connection = vendorConnection([vendor.host], {
    retryAfter: async (response) => ((await response.text()) === 'busy' ? 50_000 : undefined),
  })
  vendor.script.push(status(429, 'busy', { 'retry-after': '0' }))
  await expect(lonelyContext(connection).fetch(vendor.origin)).rejects.toMatchObject({
    retryAfterMs: expect.toSatisfy((ms: number) => ms > 49_000) as number,
  })
})

test('an answer can be thrown away although the connector did not read its copy', async () => {
  const connection = vendorConnection([vendor.host], { retryAfter: () => undefined })
  vendor.script.push(status(404, 'no such row'))
  const response = await lonelyContext(connection).fetch(vendor.origin)
  await expect(response.body?.cancel()).resolves.toBeUndefined()
})

test('an aborted run aborts a request that waits for its answer', async () => {
  const controller = new AbortController()
  vendor.script.push((...answer) => {
    silent(...answer)
    controller.abort()
  })
  const { fetch } = lonelyContext(vendorConnection([vendor.host]), { signal: controller.signal })
  await expect(fetch(vendor.origin)).rejects.toMatchObject({ name: 'AbortError' })
})

test('a caller may call off a request that waits for its next attempt', async () => {
  const controller = new AbortController()
  vendor.script.push((response) => {
    response.writeHead(500).end(() => setImmediate(() => controller.abort()))
  })
  const { fetch } = asking({ backOffMs: 1500 })
  await expect(fetch(vendor.origin, { signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(vendor.seen).toHaveLength(1)
})

test('an answer longer than is held in memory is handed on while it arrives', async () => {
  vendor.script.push(status(200, 'x'.repeat(300_000)))
  const response = await asking({ wholeBytes: 1000 }).fetch(vendor.origin)
  expect((await response.text()).length).toBe(300_000)
})

test('the answer to HEAD has a length and no body, and one that was packed is another length', async () => {
  vendor.script.push((response) => response.writeHead(200, { 'content-length': '100' }).end())
  expect((await asking().fetch(vendor.origin, { method: 'HEAD' })).status).toBe(200)
  const packed = gzipSync('[7]')
  vendor.script.push((response) => {
    const length = String(packed.length)
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': length }).end(packed)
  })
  expect(await (await asking().fetch(vendor.origin)).json()).toStrictEqual([7])
  expect(vendor.seen).toHaveLength(2)
})

test("where the place is nobody else's, a longer wait is waited", async () => {
  vendor.script.push(status(429, '', { 'retry-after': '0.3' }))
  const brief = lonelyContext(vendorConnection([vendor.host]), { holdMs: 100 })
  await expect(brief.fetch(vendor.origin)).rejects.toMatchObject({ kind: 'rateLimit' })
  vendor.script.push(status(429, '', { 'retry-after': '0.3' }))
  const patient = lonelyContext(vendorConnection([vendor.host]), { holdMs: 1000 })
  expect((await patient.fetch(vendor.origin)).status).toBe(200)
})

test('where a limit leaves no time to ask again, it is told why no answer came', async () => {
  vendor.script.push(reset)
  const limits = { limits: () => ({ all: { requests: 1, windowMs: 10_000 } }) }
  const { fetch } = lonelyContext(vendorConnection([vendor.host], limits), { holdMs: 1000 })
  await expect(fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'transient',
    message: `${vendor.host} broke off the connection.`,
  })
})
