import { beforeEach, expect, test } from 'vitest'
import { audit, auditPage, type AuditPage } from '../access/index.ts'
import { openStore } from '../store/index.ts'
import { guardedHost, type GuardedHost } from '../testing/guarded-host.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'

let host: GuardedHost
beforeEach(async () => {
  host = await guardedHost()
})

async function page(query = ''): Promise<AuditPage> {
  return (await (await host.call(`/api/audit${query}`)).json()) as AuditPage
}

function post(path: string, body: object): Promise<Response> {
  return host.call(path, { method: 'POST', body: JSON.stringify(body) })
}

test('what is done to persons is told by their names here, and by nothing of theirs', async () => {
  const [ida, per] = [await host.personOf('shop:1'), await host.personOf('butik:1')]
  await host.call('/api/customers?search=ida')
  await host.call(`/api/customers/${ida}/export`)
  const merged = await post('/api/customers/merge', { persons: [ida, per] })
  const { person } = (await merged.json()) as { readonly person: { readonly id: string } }
  await post(`/api/customers/${person.id}/split`, { records: ['customer/butik:1'] })
  await post(`/api/customers/${ida}/undo`, {})
  await post(`/api/customers/${ida}/erase`, {})
  const { entries } = await page()
  const told = entries
    .filter(({ action }) => action.startsWith('customer'))
    .map(({ actor, action, target, outcome }) => [actor.name, action, target, outcome])
  expect(told.toReversed()).toStrictEqual([
    ['admin', 'customer.search', null, 'done'],
    ['admin', 'customer.export', ida, 'done'],
    ['admin', 'customer.merge', person.id, 'done'],
    ['admin', 'customer.split', person.id, 'done'],
    ['admin', 'customer.undo', ida, 'done'],
    ['admin', 'customer.erase', ida, 'begun'],
    ['admin', 'customer.erase', ida, 'done'],
  ])
  expect(JSON.stringify(entries)).not.toMatch(/example\.com|shop:1|butik:1/)
})

test('what failed changed nothing, and is not told as done', async () => {
  await post('/api/customers/merge', { persons: ['nobody', 'nothing'] })
  expect((await page()).entries.map(({ action }) => action)).toStrictEqual(['token.issue'])
})

test('searches are counted by day, token and node', async () => {
  for (const node of ['', '&node=sweden', '&node=sweden'])
    await host.call(`/api/customers?search=lis${node}`)
  const searches = (await page()).entries.filter(({ action }) => action === 'customer.search')
  expect(new Set(searches.map(({ node, count }) => `${node} ${count}`))).toStrictEqual(
    new Set(['null 1', 'sweden 2']),
  )
})

test('the log is read a page at a time, without an entry twice or left out', async () => {
  for (let number = 0; number < 7; number += 1)
    await post('/api/tokens', { name: `t${number}`, permissions: ['runs:read'] })
  const all = (await page()).entries.map(({ id }) => id)
  const paged: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const from: string = next === '' ? '' : `&before=${encodeURIComponent(next)}`
    const { entries, next: following } = await page(`?limit=3${from}`)
    paged.push(...entries.map(({ id }) => id))
    next = following
  }
  expect(all).toHaveLength(8)
  expect(paged).toStrictEqual(all)
})

test.each([
  ['?limit=0', 400],
  ['?limit=501', 400],
  ['?before=nothing', 404],
])('/api/audit%s is answered with %i', async (query, status) => {
  expect((await host.call(`/api/audit${query}`)).status).toBe(status)
})

test('an entry of another organisation is not there', async () => {
  const [entry] = (await page()).entries
  const { store: location } = host.installation.installation([], []).configuration
  const other = await openStore({ store: location, organisation: 'sydlys', readOnly: true })
  const read = other.read((dialect, org) =>
    auditPage(dialect, org, { before: entry?.id, limit: 5 }),
  )
  await expect(read).rejects.toThrow('no such entry')
  expect(
    (await other.read((dialect, org) => auditPage(dialect, org, { limit: 5 }))).entries,
  ).toStrictEqual([])
  await other.close()
})

test('a host that is to keep the log for thirty days forgets what is older, and says so in it', async () => {
  const dayMs = 86_400_000
  const now = Date.parse('2026-11-25T12:00:00Z')
  const serving = await scriptedHost({
    connections: [],
    configuration: { auditKeepMs: 30 * dayMs },
    now: () => now,
  })
  for (const [target, age] of [
    ['old', 31],
    ['young', 29],
  ] as const)
    await serving.installation.store.write((dialect, org) =>
      audit(dialect, org, {
        at: now - age * dayMs,
        actor: { kind: 'command' },
        action: 'segment.update',
        target,
      }),
    )
  await serving.begin()
  const entries = async () =>
    ((await (await serving.call('/api/audit')).json()) as AuditPage).entries
  await until(async () => (await entries()).some(({ action }) => action === 'audit.purge'))
  const left = (await entries()).filter(({ action }) => action === 'segment.update')
  expect(left.map(({ target }) => target)).toStrictEqual(['young'])
})
