import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'

import type { RuleOptions } from './options.ts'
import { startRule, type SimulatedRule } from './start.ts'

let rule: SimulatedRule
let now = Date.UTC(2026, 4, 14, 12, 0)

afterEach(() => rule.close())

async function opened(options: RuleOptions = {}): Promise<void> {
  rule = await startRule({ now: () => now, ...options })
}

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(`${rule.apiBase}${path}`, {
    method,
    headers: { authorization: `Bearer ${rule.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const told: unknown = text.startsWith('{') ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, told }
}

const anna = { email: 'anna@shop.example', phone_number: '+46701740605' }
const subscribe = (subscribers: unknown, more: object = {}) =>
  ask('POST', '/v2/subscribers', { update_on_duplicate: true, subscribers, ...more })
const order = (id: string) => ({
  groups: [
    {
      group: 'Sitoo-order',
      create_if_not_exists: true,
      historical: true,
      values: [{ field: 'orderid', create_if_not_exists: true, value: id }],
    },
  ],
})

test('v2 takes the key in three ways, v3 only as a bearer', async () => {
  await opened()
  const status = async (path: string, init?: RequestInit) =>
    (await fetch(`${rule.apiBase}${path}`, init)).status
  expect(await status('/v2/tags')).toBe(401)
  expect(await status(`/v2/tags?apikey=${rule.apiKey}`)).toBe(200)
  const body = JSON.stringify({ apikey: rule.apiKey, subscribers: anna })
  expect(await status('/v2/subscribers', { method: 'POST', body })).toBe(200)
  expect(await status(`/v3/subscribers/1?identified_by=id&apikey=${rule.apiKey}`)).toBe(401)
  expect((await ask('DELETE', '/v3/subscribers/1?identified_by=id')).status).toBe(204)
})

test('one bad phone refuses a whole list, and is named', async () => {
  await opened()
  const answer = await subscribe([anna, { email: 'b@shop.example', phone_number: 'none' }])
  expect(answer).toMatchObject({
    status: 400,
    told: { fields: { 'subscribers.1.phone_number': ['invalid'] } },
  })
  expect(rule.account.subscribers.size).toBe(0)
})

test.each([
  ['a key without a point', { key: 'Contact', value: 'x' }],
  ['a key with two points', { key: 'A.b.c', value: 'x' }],
  ['a day in another form', { key: 'Contact.born', value: '15 May', type: 'date' }],
  ['JSON that is none', { key: 'Contact.checks', value: '{', type: 'json' }],
  ['an empty list', { key: 'Contact.names', value: [], type: 'multiple' }],
  ['an empty text', { key: 'Contact.name', value: '' }],
  ['more than 65 KiB', { key: 'Contact.note', value: 'x'.repeat(66_560) }],
])('%s is refused', async (_what, field) => {
  await opened()
  expect((await subscribe({ ...anna, fields: [field] })).status).toBe(400)
})

test('a type is fixed when the field is made', async () => {
  await opened()
  const field = { key: 'Contact.since', value: '2026-01-01' }
  const status = async (type: string) =>
    (await subscribe({ ...anna, fields: [{ ...field, type }] })).status
  expect([await status('date'), await status('text')]).toStrictEqual([200, 400])
})

test('who is there is a conflict unless it may be changed, and two people in one entry always are', async () => {
  await opened()
  await subscribe(anna)
  expect((await subscribe(anna, { update_on_duplicate: false })).status).toBe(409)
  await subscribe({ email: 'b@shop.example' })
  expect((await subscribe({ ...anna, email: 'b@shop.example' })).status).toBe(409)
})

test('too many, an unknown tag id, doubled and no tags are refused', async () => {
  await opened()
  const many = Array.from({ length: 1001 }, (_none, index) => ({ email: `a${index}@b.example` }))
  expect((await subscribe(many)).status).toBe(413)
  expect((await subscribe(anna, { tags: ['77'] })).status).toBe(404)
  expect((await subscribe(anna, { tags: ['A', 'A'] })).status).toBe(400)
  expect((await subscribe(anna, { tags: [] })).status).toBe(400)
})

test('lists have at most a hundred, and their next page shows the key', async () => {
  await opened()
  for (let index = 0; index < 3; index += 1) await subscribe({ email: `a${index}@shop.example` })
  expect((await ask('GET', '/v2/subscribers?limit=101')).told).toMatchObject({
    error: 'LimitExceed',
  })
  const { told } = await ask('GET', '/v2/subscribers?limit=2')
  expect(told).toMatchObject({
    meta: { next: expect.stringContaining(`page=2&apikey=${rule.apiKey}`) as string },
  })
})

test('an append of v3 is answered before it is written, and twice is two', async () => {
  await opened({ landsAfterMs: 1000 })
  await subscribe(anna)
  const search = '/v3/custom-field-data/1/search?group=sitoo-order&field=orderid&value=7'
  for (let time = 0; time < 2; time += 1)
    expect((await ask('POST', '/v3/custom-field-data/1', order('7'))).status).toBe(201)
  expect((await ask('GET', search)).status).toBe(404)
  now += 1000
  expect((await ask('GET', search)).status).toBe(200)
  expect((await ask('GET', '/v3/custom-field-data/1/group/Sitoo-order')).told).toMatchObject({
    data: [{ historical: true }, { historical: true }],
  })
})

test('a group that is not historical keeps only what was written last', async () => {
  await opened()
  rule.admin.addGroup('Sitoo-order', false, { orderid: 'text' })
  await subscribe(anna)
  const id = [...rule.account.subscribers.keys()][0] ?? 0
  for (const each of ['7', '8']) await ask('POST', `/v3/custom-field-data/${id}`, order(each))
  const orders = [...rule.account.records.values()].map(({ values }) => values.get('orderid'))
  expect(orders).toStrictEqual(['8'])
})

test('whoever is suppressed is passed over and named', async () => {
  await opened()
  await subscribe(anna)
  rule.admin.suppress(1)
  const answer = await subscribe([{ ...anna, language: 'sv' }])
  expect(answer.told).toMatchObject({ subscribers: [], suppressed: [{ id: 1 }] })
  expect(rule.account.subscribers.get(1)?.language).toBeNull()
})

test('a limit is told by the clocks of Stockholm, without a zone', async () => {
  await opened({ requestsAllowed: 1 })
  await ask('GET', '/v3/nothing')
  const { status, headers, told } = await ask('GET', '/v3/nothing')
  expect([status, told]).toStrictEqual([
    429,
    expect.stringMatching(/^Too Many Requests\. You can continue at 2026-05-14 14:01:\d\d\.$/),
  ])
  expect(headers.get('retry-after')).toMatch(/^2026-05-14 14:01:\d\d$/)
})

test('too many errors among the last hundred answers block everything', async () => {
  await opened({ blocksOnErrors: true })
  for (let index = 0; index < 100; index += 1) await ask('GET', '/v3/nothing')
  expect((await ask('GET', '/v2/tags')).status).toBe(429)
})

test('webhooks have no name, and may be doubled and come in another order', async () => {
  await opened()
  const bodies: string[] = []
  const server = createServer((request, response) => {
    request.on('data', (piece) => bodies.push(String(piece)))
    request.on('end', () => response.end())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as { readonly port: number }
  rule.webhooks.send(`http://127.0.0.1:${port}/`)
  const id = rule.admin.addSubscriber({ email: anna.email })
  rule.admin.resubscribe(id)
  await rule.webhooks.deliver({ doubled: true })
  rule.admin.addTag(id, 'A')
  rule.admin.resubscribe(id)
  await rule.webhooks.deliver({ late: true })
  server.closeAllConnections()
  server.close()
  const body =
    '{"subscriber":{"id":1,"email":"anna@shop.example","phone_number":null},"account":{"name":"Simulated Shop"}}'
  expect(bodies).toStrictEqual([body, body, body, expect.stringContaining('"tag":')])
})
