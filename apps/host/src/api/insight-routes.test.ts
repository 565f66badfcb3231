import { expect, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const { signal } = new AbortController()
const now = () => Date.parse('2026-11-02T18:00:00Z')

/** The ledger that was worked out on paper, in the store of a host that no connection fills. */
async function ledgerHost(): Promise<ScriptedHost> {
  const host = await scriptedHost({ connections: [], now })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

async function json(host: ScriptedHost, path: string, init?: RequestInit) {
  const response = await host.call(path, init)
  const body: unknown = await response.json()
  return [response.status, body] as const
}

test('a shop of a few orders has nothing out of the ordinary, said in any language', async () => {
  const host = await ledgerHost()
  expect(await json(host, '/api/insights?day=2026-10-20&language=fr')).toStrictEqual([
    200,
    { period: { from: '2026-10-20', to: '2026-10-20' }, language: 'fr', insights: [] },
  ])
})

test.each(['day=2026-02-30', 'language=tlh', 'every=year', 'limit=0'])(
  'insights by %s are refused',
  async (query) => {
    const host = await scriptedHost({ connections: [], now })
    expect((await json(host, `/api/insights?${query}`))[0]).toBe(400)
  },
)

test('a kind of insight is muted, and heard of again', async () => {
  const host = await scriptedHost({ connections: [], now })
  const say = (body: object) =>
    json(host, '/api/insights/feedback', { method: 'POST', body: JSON.stringify(body) })
  expect(await say({ kind: 'anomaly', metric: 'aov', mute: true })).toStrictEqual([
    200,
    { muted: ['anomaly:aov'] },
  ])
  expect(await say({ kind: 'anomaly', metric: 'aov', mute: false })).toStrictEqual([
    200,
    { muted: [] },
  ])
  expect((await say({ kind: 'gossip', mute: true }))[0]).toBe(400)
})

test('monitoring tells of every stream how it stands and what is in the store', async () => {
  const shop = scriptedShop(3)
  const host = await scriptedHost({ connections: [shopConnection(shop)] })
  await host.installation.sync(shopConnection(shop))
  const [, body] = await json(host, '/api/monitoring')
  expect(body).toMatchObject({
    connections: [
      {
        connection: 'shop',
        standing: 'healthy',
        streams: [{ standing: 'healthy', records: 3, rejected: 0 }],
      },
    ],
  })
})

test('the quota counts the orders of connections that are there', async () => {
  const shop = scriptedShop(3)
  const host = await scriptedHost({ connections: [shopConnection(shop)] })
  await host.installation.sync(shopConnection(shop))
  const [status, body] = await json(host, '/api/quota')
  expect([status, body]).toMatchObject([
    200,
    { state: 'unlimited', warnings: [], organisations: [{ organisation: 'nordlys' }] },
  ])
})
