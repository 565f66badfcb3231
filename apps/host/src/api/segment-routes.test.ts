import type { Entry } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { AuditPage } from '../access/index.ts'
import { followSegments } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { followCustomers, personFollower } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const { signal } = new AbortController()
const now = () => Date.parse('2026-11-02T18:00:00Z')
const where = { field: 'orders', op: '>=', value: 2 }

/** The ledger that was worked out on paper, with its segments. */
async function ledgerHost(): Promise<ScriptedHost> {
  const host = await scriptedHost({ connections: [], now })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await follow(host)
  return host
}

async function follow({ installation }: ScriptedHost): Promise<void> {
  const { store } = installation
  await followCustomers(store, { signal, now })
  await followSegments(store, { personFollower, signal, now })
}

interface Shown {
  readonly status: number
  readonly tag: string | null
  readonly body: { readonly [name: string]: unknown }
}

async function call(
  host: ScriptedHost,
  method: string,
  path: string,
  {
    body,
    headers = {},
  }: { readonly body?: object; readonly headers?: Record<string, string> } = {},
): Promise<Shown> {
  const response = await host.call(`/api/segments${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    tag: response.headers.get('etag'),
    body: text === '' ? {} : (JSON.parse(text) as Shown['body']),
  }
}

const make = (host: ScriptedHost, id: string, headers: Record<string, string>, name = 'Twice') =>
  call(host, 'PUT', `/${id}`, { headers, body: { name, where } })

test('a definition is counted without being kept', async () => {
  const host = await ledgerHost()
  const counted = await call(host, 'POST', '/count', { body: { where } })
  const list = await call(host, 'GET', '')
  expect(counted.body).toStrictEqual({ count: 5, tooLittleData: false, isCurrent: true })
  expect((list.body['segments'] as readonly object[]).length).toBe(37)
})

test('a definition that is not understood is told where it is wrong', async () => {
  const host = await ledgerHost()
  const counted = await call(host, 'POST', '/count', {
    body: { where: { any: [{ field: 'spend', op: '>', value: 'much' }] } },
  })
  expect([counted.status, counted.body['detail']]).toStrictEqual([
    400,
    'The segment is not understood: where.any.0.value: expected a number, as spend is.',
  ])
})

test('a segment is made once, changed by who has seen it, and deleted', async () => {
  const host = await ledgerHost()
  const made = await make(host, 'twice', { 'if-none-match': '*' })
  const again = await make(host, 'twice', { 'if-none-match': '*' })
  const blind = await make(host, 'twice', {})
  const changed = await make(host, 'twice', { 'if-match': made.tag ?? '' }, 'Two and more')
  const stale = await make(host, 'twice', { 'if-match': made.tag ?? '' })
  const seen = await call(host, 'GET', '/twice')
  const early = await call(host, 'DELETE', '/twice', { headers: { 'if-match': made.tag ?? '' } })
  const gone = await call(host, 'DELETE', '/twice', { headers: { 'if-match': seen.tag ?? '' } })
  const after = await call(host, 'GET', '/twice')
  const statuses = [made, again, blind, changed, stale, seen, early, gone, after]
  expect(statuses.map(({ status }) => status)).toStrictEqual([
    201, 412, 428, 200, 412, 200, 412, 204, 404,
  ])
  expect(seen.body).toStrictEqual({
    id: 'twice',
    name: 'Two and more',
    resource: 'customer',
    where,
    origin: 'api',
    version: 2,
    says: 'orders >= 2',
  })
})

test('who made, changed and deleted a segment stands in the audit log, and what was refused does not', async () => {
  const host = await ledgerHost()
  const made = await make(host, 'twice', { 'if-none-match': '*' })
  await make(host, 'twice', { 'if-none-match': '*' })
  const changed = await make(host, 'twice', { 'if-match': made.tag ?? '' }, 'Two and more')
  await call(host, 'DELETE', '/twice', { headers: { 'if-match': made.tag ?? '' } })
  await call(host, 'DELETE', '/twice', { headers: { 'if-match': changed.tag ?? '' } })
  const { entries } = (await (await host.call('/api/audit')).json()) as AuditPage
  const told = entries.filter(({ action }) => action.startsWith('segment.'))
  expect(told).toHaveLength(3)
  expect(
    new Set(told.map(({ actor, action, target }) => `${actor.name} ${action} ${target}`)),
  ).toStrictEqual(
    new Set([
      'admin segment.create twice',
      'admin segment.delete twice',
      'admin segment.update twice',
    ]),
  )
})

test('predefined segments are neither made nor deleted', async () => {
  const host = await ledgerHost()
  const made = await make(host, 'vip', { 'if-none-match': '*' })
  const deleted = await call(host, 'DELETE', '/vip', { headers: { 'if-match': '"1"' } })
  expect([made.status, deleted.status]).toStrictEqual([409, 409])
})

test('the members of a segment are listed page by page, and each can be asked why', async () => {
  const host = await ledgerHost()
  await make(host, 'twice', { 'if-none-match': '*' })
  await follow(host)
  const first = await call(host, 'GET', '/twice/members?limit=2')
  const members = first.body['members'] as readonly { readonly member: string }[]
  const last = members.at(-1)?.member ?? ''
  const rest = await call(host, 'GET', `/twice/members?limit=9&after=${encodeURIComponent(last)}`)
  expect([members.length, (rest.body['members'] as readonly object[]).length]).toStrictEqual([2, 3])
  const why = await call(host, 'GET', `/twice/members/${encodeURIComponent(last)}`)
  expect(why.body).toMatchObject({
    isIn: true,
    explained: { condition: 'orders >= 2', isFulfilled: true, value: 2 },
  })
  expect((await call(host, 'GET', '/twice/members/nobody')).status).toBe(404)
})

test('the members of a segment of customers are told as the list of customers tells them', async () => {
  const host = await ledgerHost()
  await make(host, 'twice', { 'if-none-match': '*' })
  await follow(host)
  const { body } = await call(host, 'GET', '/twice/members')
  const members = body['members'] as readonly { readonly person: { readonly id: string } }[]
  const { persons } = (await (await host.call('/api/customers')).json()) as {
    readonly persons: readonly { readonly id: string }[]
  }
  const shown = new Map(persons.map((person) => [person.id, person]))
  expect(members).toHaveLength(5)
  for (const { person } of members) expect(shown.get(person.id)).toMatchObject(person)
})

test('what conditions can look at is told with how it can be compared', async () => {
  const host = await ledgerHost()
  const answer = await (await host.call('/api/segment-fields')).json()
  expect(answer).toMatchObject({
    fields: {
      customer: expect.arrayContaining([
        { id: 'spend', type: 'money', definition: 'Net revenue ever.' },
      ]),
    },
    operators: { list: ['contains', 'known'] },
    linkedTo: { order: ['customer', 'product'] },
    constants: ['lapse_days', 'first_to_second_days'],
  })
})

function customersUpTo(to: string): object {
  return { metrics: ['customers'], range: { from: '2026-10-01', to }, segments: ['twice'] }
}

test('figures are asked for the members of a segment that was made here', async () => {
  const host = await ledgerHost()
  await make(host, 'twice', { 'if-none-match': '*' })
  await follow(host)
  const response = await host.call('/api/figures', {
    method: 'POST',
    // Today, of which it is kept, and a day when the shop was young, of which all rows are looked at.
    body: JSON.stringify({ queries: [customersUpTo('2026-11-02'), customersUpTo('2026-10-10')] }),
  })
  const { answers } = (await response.json()) as {
    readonly answers: readonly {
      readonly total?: { readonly figures: readonly { readonly value?: string }[] }
      readonly problem?: object
    }[]
  }
  expect(answers.map(({ total, problem }) => problem ?? total?.figures[0]?.value)).toStrictEqual([
    '5',
    '2',
  ])
})

test('a webhook’s change shows in who is in a segment, woken by the log and not by a timer', async () => {
  const hour = 3_600_000
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0), { canGet: true }), scriptedHooks())],
    // Of its clocks only the short waits after a change run: what looks by itself does so in an hour.
    waits: { tickMs: hour, lookMs: hour, wakeMs: 5 },
  })
  await host.begin()
  const entry: Entry = { op: 'upsert', stream: 'orders', row: { id: 7, total: '12.50' } }
  await host.hook('shop', JSON.stringify({ entries: [entry] }))
  const firstOrders = async () => {
    const { body } = await call(host, 'GET', '')
    const segments = body['segments'] as readonly {
      readonly id: string
      readonly members: number
    }[]
    return segments.find(({ id }) => id === 'first_orders')?.members
  }
  await until(async () => (await firstOrders()) === 1)
  const members = await call(host, 'GET', '/first_orders/members')
  expect(members.body).toMatchObject({ members: [{ member: 'shop:7' }] })
})
