import { expect, test } from 'vitest'
import { writeFinding } from '../store/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const tables = [
  { name: 'Contact', columns: [{ name: 'EMail', type: 'email', isKey: true }] },
  {
    name: 'Orders',
    id: 4711,
    columns: [{ name: 'buyer', type: 'text', refers: { table: 'Contact', column: 'EMail' } }],
  },
]

async function host(found?: object): Promise<ScriptedHost> {
  const connection = shopConnection(scriptedShop(0))
  const started = await scriptedHost({ connections: [connection] })
  if (found !== undefined)
    await started.installation.store.write((dialect, org) =>
      writeFinding(dialect, org, connection.id, {
        fingerprint: connection.fingerprint,
        found: JSON.parse(JSON.stringify(found)) as null,
        at: Date.UTC(2026, 10, 1),
      }),
    )
  return started
}

test('the tables of a connection are told as data', async () => {
  const answer = await (await host({ tables })).call('/api/connections/shop/schema')
  expect(await answer.json()).toStrictEqual({
    connection: 'shop',
    askedAt: '2026-11-01T00:00:00.000Z',
    tables,
  })
})

test('and as a picture', async () => {
  const answer = await (await host({ tables })).call('/api/connections/shop/schema.svg')
  expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(await answer.text()).toContain('>Orders<')
})

test.each([
  ['a connection that there is not', 'none', undefined],
  ['tables that nobody has asked for', 'shop', undefined],
  ['an account without tables', 'shop', { lists: [] }],
])('%s is answered 404', async (_what, id, found) => {
  const answer = await (await host(found)).call(`/api/connections/${id}/schema`)
  expect(answer.status).toBe(404)
})
