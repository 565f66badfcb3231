import { author, bearer, personal, upserts, type Fetch } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'
import {
  lonelyContext,
  scriptedVendor,
  status,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'
import {
  cassetteText,
  openLines,
  parseCassette,
  personalFields,
  recordRequests,
  replayRequests,
  scrubber,
} from './index.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

const json = { 'content-type': 'application/json' }
const secret = 'key-1234'

const kit = author(z.unknown())
const customers = kit.stream({
  schema: z.object({
    id: z.number(),
    billing: z.object({ first_name: personal('name', z.string()), email: z.string() }),
  }),
  key: ({ id }) => id,
  deletes: 'never',
  list: {
    params: z.null(),
    position: z.null(),
    async *plan() {
      yield { params: null }
    },
    async *read() {
      yield { items: upserts([]), next: null, end: true }
    },
  },
})

const connection = (): Connection =>
  vendorConnection(
    [vendor.host],
    {
      sign: (request) => bearer(request, secret),
      parts: () => ({ streams: { customers } }),
    },
    { secrets: [secret] },
  )

const scrubOf = (of: Connection) =>
  scrubber(
    openLines().of(of).redact,
    personalFields(of.connector.parts({ config: {}, found: null })),
  )

/** Records what is asked, and gives back a fetch that replays it from the text of its file. */
async function recorded(ask: (fetch: Fetch) => Promise<unknown>) {
  const own = connection()
  const scrub = scrubOf(own)
  const recording = recordRequests(globalThis.fetch, scrub)
  await ask(lonelyContext(own, {}, { transport: recording.transport }).fetch)
  const text = cassetteText(recording.cassette())
  const transport = replayRequests(parseCassette(text, 'shop.json'), scrub)
  return { text, fetch: lonelyContext(own, {}, { transport }).fetch }
}

test('what was recorded is replayed without the vendor, in its order, and the last answer again', async () => {
  vendor.script.push(status(200, '[1]', json), status(200, '[2]', json))
  const { fetch } = await recorded(async (asking) => {
    await asking(`${vendor.origin}/orders`)
    await asking(`${vendor.origin}/orders`)
  })
  const seen = vendor.seen.length
  const answers: unknown[] = []
  for (let count = 0; count < 3; count += 1)
    answers.push(await (await fetch(`${vendor.origin}/orders`)).json())
  expect(answers).toStrictEqual([[1], [2], [2]])
  expect(vendor.seen).toHaveLength(seen)
})

test('a recording holds no secret and no personal data, and what belonged together still does', async () => {
  const row = { id: 1, billing: { first_name: 'Eva', email: 'eva@shop.example' } }
  vendor.script.push(
    status(200, JSON.stringify([row, row]), { ...json, 'set-cookie': 'session=9' }),
  )
  const url = `${vendor.origin}/customers?email=eva%40shop.example&key=${secret}&oauth_nonce=abc`
  const { text, fetch } = await recorded((asking) => asking(url))
  for (const hidden of [secret, 'Eva', 'eva@', 'eva%40', 'session', 'oauth_nonce'])
    expect(text).not.toContain(hidden)
  const again = url.replace('abc', 'another')
  const [first, second] = (await (await fetch(again)).json()) as (typeof row)[]
  expect(first).toStrictEqual(second)
  expect(first?.id).toBe(1)
})

test('numbers beyond those of JavaScript stay as the vendor wrote them', async () => {
  vendor.script.push(status(200, '{"id": 9007199254740993, "first_name" : "A\\"b"}', json))
  const { fetch } = await recorded((asking) => asking(vendor.origin))
  const text = await (await fetch(vendor.origin)).text()
  expect(text).toMatch(/^\{"id": 9007199254740993, "first_name" : "scrubbed-[\w-]{6}"\}$/)
})

test('requests with different bodies have answers of their own', async () => {
  vendor.script.push(status(200, '"one"', json), status(200, '"two"', json))
  const { fetch } = await recorded(async (asking) => {
    await asking(vendor.origin, { method: 'POST', body: '{"id":1}' })
    await asking(vendor.origin, { method: 'POST', body: '{"id":2}' })
  })
  const ask = async (id: number) =>
    (await fetch(vendor.origin, { method: 'POST', body: JSON.stringify({ id }) })).json()
  expect([await ask(2), await ask(1)]).toStrictEqual(['two', 'one'])
  await expect(ask(3)).rejects.toMatchObject({
    kind: 'contract',
    message: `The cassette holds no answer to POST ${vendor.origin}/. It holds one with another body.`,
  })
})

test('a request that was not recorded is named beside the nearest that was', async () => {
  const { fetch } = await recorded(async (asking) => {
    await asking(`${vendor.origin}/orders?page=1&per_page=100`)
    await asking(`${vendor.origin}/customers?page=3`)
  })
  await expect(fetch(`${vendor.origin}/orders?page=3&per_page=100`)).rejects.toMatchObject({
    kind: 'contract',
    message: `The cassette holds no answer to GET ${vendor.origin}/orders?page=3&per_page=100. The nearest that it holds is GET ${vendor.origin}/orders?page=1&per_page=100.`,
  })
})

test('statuses, the headers that connectors read, and bytes come back as they were', async () => {
  const { fetch } = await recorded(async (asking) => {
    vendor.script.push(status(404, '{"code":"gone"}', { ...json, 'x-wp-total': '7', server: 'x' }))
    await asking(`${vendor.origin}/orders/1`)
    vendor.script.push((response) => {
      response.writeHead(200, { 'content-type': 'application/zip' }).end(Buffer.from([0, 255, 128]))
    })
    await asking(`${vendor.origin}/export`)
    vendor.script.push(status(204))
    await asking(`${vendor.origin}/nothing`)
  })
  const missing = await fetch(`${vendor.origin}/orders/1`)
  expect([missing.status, missing.headers.get('x-wp-total')]).toStrictEqual([404, '7'])
  expect(missing.headers.has('server')).toBe(false)
  const bytes = new Uint8Array(await (await fetch(`${vendor.origin}/export`)).arrayBuffer())
  expect([...bytes]).toStrictEqual([0, 255, 128])
  expect((await fetch(`${vendor.origin}/nothing`)).status).toBe(204)
})

test('a file that is no cassette is named with what is wrong in it', () => {
  expect(() => parseCassette('{', 'shop.json')).toThrow('shop.json is no cassette: it is not JSON.')
  expect(() => parseCassette('{"version":2}', 'shop.json')).toThrow('shop.json is no cassette: ')
})
