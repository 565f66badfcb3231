import { beforeEach, expect, test } from 'vitest'
import { followCustomers } from '../customers/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'

let host: ScriptedHost
beforeEach(async () => {
  host = await scriptedHost({ connections: [] })
  await followCustomers(host.installation.store, { signal: new AbortController().signal })
})

let keys = 0
function send(method: string, path: string, body: object, key = `key-${(keys += 1)}`) {
  return host.call(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'idempotency-key': key },
  })
}

async function created(properties: object): Promise<{ person: string; record: string }> {
  const answer = await send('POST', '/api/customers', { properties })
  return (await answer.json()) as { person: string; record: string }
}

const profileOf = async (person: string) =>
  ((await (await host.call(`/api/customers/${person}`)).json()) as { person: { profile: unknown } })
    .person.profile

test('a customer is made, edited, tagged and asked, and can be looked at at once', async () => {
  const { person } = await created({ email: 'per@example.com', firstName: 'Per' })
  const edit = await send('PATCH', `/api/customers/${person}`, {
    properties: { firstName: 'Peer' },
  })
  expect([edit.status, await edit.json()]).toMatchObject([200, { person }])
  await send('POST', `/api/customers/${person}/tags`, { add: ['vip'] })
  const consents = [{ channel: 'email', state: 'granted', source: 'telephone' }]
  expect((await send('POST', `/api/customers/${person}/consents`, { consents })).status).toBe(201)
  expect(await profileOf(person)).toMatchObject({
    properties: { firstName: { value: 'Peer' }, tags: { value: ['vip'] } },
    consents: [{ channel: 'email', present: { state: 'granted', source: 'telephone' } }],
  })
})

test('events are written, also of who is unknown', async () => {
  const events = [{ type: 'store.visited', customer: { email: 'new@example.com' } }]
  const answer = await send('POST', '/api/events', { events })
  expect([answer.status, await answer.json()]).toStrictEqual([
    201,
    { events: [expect.any(String)] },
  ])
  const found = await host.call('/api/customers?search=new@example.com')
  expect(await found.json()).toMatchObject({ persons: [{ members: [expect.any(String)] }] })
})

test('what is sent again under its key is done once, and another wish under it is refused', async () => {
  const wish = { properties: { email: 'per@example.com' } }
  const first = await send('POST', '/api/customers', wish, 'same')
  const again = await send('POST', '/api/customers', wish, 'same')
  expect(await again.json()).toStrictEqual(await first.json())
  const other = await send('POST', '/api/customers', { properties: {} }, 'same')
  expect([other.status, other.headers.get('content-type')]).toStrictEqual([
    409,
    'application/problem+json',
  ])
})

test.each([
  ['POST', '/api/customers', { properties: { email: 'nobody' } }, 422],
  ['POST', '/api/customers', { properties: [] }, 400],
  ['POST', '/api/customers', { name: 'Per' }, 400],
  ['POST', '/api/events', { events: [] }, 400],
  ['POST', '/api/events', { events: [{ type: 'a b', customer: { email: 'a@example.com' } }] }, 400],
  ['PATCH', '/api/customers/nobody', { properties: { firstName: 'Per' } }, 404],
  ['POST', '/api/customers/nobody/tags', { add: ['vip'] }, 404],
  ['POST', '/api/customers/nobody/consents', { consents: [] }, 400],
])('%s %s with %j is answered with %i', async (method, path, body, status) => {
  const answer = await send(method, path, body)
  expect([answer.status, answer.headers.get('content-type')]).toStrictEqual([
    status,
    'application/problem+json',
  ])
})

test('without a key nothing is written', async () => {
  const answer = await host.call('/api/customers', { method: 'POST', body: '{}' })
  expect(await answer.json()).toMatchObject({
    status: 400,
    detail: 'Expected the header `Idempotency-Key`, up to 200 letters, digits and signs.',
  })
})

test('an answer says which place of the body does not fit, and not what stands there', async () => {
  const events = [{ type: 'order', customer: { email: 'secret@example.com' }, amount: 1.5 }]
  const answer = await send('POST', '/api/events', { events })
  const text = await answer.text()
  expect(text).toContain('events.0.amount: expected a whole number of minor units')
  expect(text).not.toContain('secret')
})
