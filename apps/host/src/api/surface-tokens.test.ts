import type { Surface } from '@cartograph/core'
import { expect, test } from 'vitest'
import { auditPage, issueToken } from '../access/index.ts'
import { defaultCustomers, type CustomerNode } from '../config/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import type { Permission } from '../rights/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { tillConnection } from '../testing/till-connection.ts'

type Accept = Extract<Surface<unknown>['authentication'], { accept: unknown }>['accept']

const nodes: readonly CustomerNode[] = [
  { kind: 'entry', id: 'denmark', name: 'Denmark', connections: ['shop'] },
  { kind: 'entry', id: 'sweden', name: 'Sweden', connections: ['till'] },
]

async function openHost(accept: Accept): Promise<ScriptedHost> {
  const desk: Surface<unknown> = {
    authentication: { accept, permissions: ['contacts:read'] },
    deadlineMs: 5000,
    routes: {
      'GET /': async ({ caller, find }) => {
        const found = await find('customer', { email: 'ida@example.com' })
        return Response.json({ caller, found: found.map(({ id }) => id) })
      },
    },
  }
  const customers = {
    ...defaultCustomers,
    nodes: new Map(nodes.map((node) => [node.id, node])),
  }
  const host = await scriptedHost({
    connections: [tillConnection({ desk })],
    customers,
    // A clock that stands still: what is let through depends on how many call, and not on how fast they are answered.
    now: () => 1_793_491_200_000,
  })
  const { store } = host.installation
  const email = 'ida@example.com'
  await writeRows(store, [
    { entity: 'customer', id: 'shop:1', row: { connection: 'shop', email } },
    { entity: 'customer', id: 'till:1', row: { connection: 'till', email } },
  ])
  await followCustomers(store, { settings: customers, signal: new AbortController().signal })
  return host
}

let count = 0
async function tokenOf(
  host: ScriptedHost,
  permissions: readonly Permission[],
  bound: readonly string[] = [],
): Promise<{ readonly id: string; readonly secret: string }> {
  count += 1
  const wanted = { name: `till-${count}`, kind: 'server', permissions, nodes: bound } as const
  const { token, secret } = await issueToken(
    host.installation.store,
    { ...wanted, origins: [], expiresAt: undefined },
    { by: { kind: 'command' }, now: 0 },
  )
  return { id: token.id, secret }
}

async function call(host: ScriptedHost, init: RequestInit = {}, query = '') {
  const address = await host.addressOf('till', 'surfaces.desk')
  const response = await host.app.request(`http://localhost${address}/${query}`, init)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const headersOf = ({ secret }: { readonly secret: string }) => ({
  headers: { authorization: `Bearer ${secret}` },
})
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

test.each([
  ['bearer', (secret: string) => ({ authorization: `Bearer ${secret}` })],
  ['basic', (secret: string) => ({ authorization: basic(`till:${secret}`) })],
  ['basic', (secret: string) => ({ authorization: basic(`${secret}:`) })],
  [{ header: 'x-api-key' }, (secret: string) => ({ 'x-api-key': secret })],
] as const)('a token is taken in the form %j', async (form, headersWith) => {
  const host = await openHost([form])
  const { id, secret } = await tokenOf(host, ['surfaces:call'])
  const { status, body } = await call(host, { headers: headersWith(secret) })
  expect([status, body['caller']]).toStrictEqual([
    200,
    { id, nodes: [], permissions: ['contacts:read'] },
  ])
})

test('a token is taken in the query, where the surface takes it there', async () => {
  const host = await openHost([{ query: 'apikey' }])
  const { secret } = await tokenOf(host, ['surfaces:call'])
  expect((await call(host, {}, `?apikey=${secret}`)).status).toBe(200)
})

test('a token that is bound to a node sees what the node sees, and the address alone sees all', async () => {
  const host = await openHost(['path', 'bearer'])
  const { secret } = await tokenOf(host, ['surfaces:call'], ['sweden'])
  const bound = await call(host, { headers: { authorization: `Bearer ${secret}` } })
  expect([bound.body['found'], (await call(host)).body['found']]).toStrictEqual([
    ['till:1'],
    ['till:1', 'shop:1'],
  ])
})

test('who looked up persons is in the audit log, how often, and never whom', async () => {
  const host = await openHost(['path', 'bearer'])
  const { secret } = await tokenOf(host, ['surfaces:call'], ['sweden'])
  for (const init of [headersOf({ secret }), headersOf({ secret }), {}]) await call(host, init)
  await host.stop()
  const { entries } = await host.installation.store.read((dialect, org) =>
    auditPage(dialect, org, { limit: 10 }),
  )
  const told = entries.filter(({ action }) => action === 'surface.find')
  expect(
    told
      .map(({ actor, target, node, count: times }) => [actor.name, target, node, times])
      .toReversed(),
  ).toStrictEqual([
    [expect.stringMatching(/^till-/u), 'till.desk customer', 'sweden', 2],
    ['surface till.desk', 'till.desk customer', null, 1],
  ])
  expect(JSON.stringify(entries)).not.toContain('example.com')
})

test.each([
  ['no token', {}, 401],
  ['a guessed token', { authorization: 'Bearer cartograph_guessed' }, 401],
  ['a token in another form than the surface takes', { 'x-api-key': 'cartograph_guessed' }, 401],
] as const)('%s is refused', async (_what, headers, status) => {
  const host = await openHost(['bearer'])
  expect((await call(host, { headers })).status).toBe(status)
})

test('a token that may not call surfaces is refused, and it is said what it lacks', async () => {
  const host = await openHost(['bearer'])
  const { secret } = await tokenOf(host, ['customers:read'])
  const { status, body } = await call(host, { headers: { authorization: `Bearer ${secret}` } })
  expect([status, body['detail']]).toStrictEqual([403, 'This token may not call surfaces.'])
})

test('one caller that calls too often keeps no other out', async () => {
  const host = await openHost(['bearer'])
  const first = await tokenOf(host, ['surfaces:call'])
  const second = await tokenOf(host, ['surfaces:call'])
  const answers = await Promise.all(Array.from({ length: 230 }, () => call(host, headersOf(first))))
  const refused = answers.filter(({ status }) => status === 429)
  expect([refused.length > 0, (await call(host, headersOf(second))).status]).toStrictEqual([
    true,
    200,
  ])
})
