import { expect, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { tellingTeam, type ToldMessage } from '../testing/telling-team.ts'

const { signal } = new AbortController()
const now = () => Date.parse('2026-11-02T18:00:00Z')
const october = { metric: 'net_sales', over: 'month', to: [{ action: 'shop.message' }] }

/** A host whose October is the ledger that was worked out on paper: 193.00 of net sales. */
async function ledgerHost(): Promise<ScriptedHost> {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))], now })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

async function call(host: ScriptedHost, method: string, path: string, body?: object) {
  const response = await host.call(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as unknown }
}

test('an alert that was made over the API is tried without telling anybody', async () => {
  const host = await ledgerHost()
  await call(host, 'PUT', '/api/alerts/good', { ...october, above: 192.99 })
  await call(host, 'PUT', '/api/alerts/better', { ...october, above: 193 })
  const tried = [
    await call(host, 'POST', '/api/alerts/good/test'),
    await call(host, 'POST', '/api/alerts/better/test'),
  ]
  expect(tried.map(({ body }) => body)).toMatchObject([
    { tells: true, measured: '19300', text: 'Alert good. Net sales: €193.00, above €192.99.' },
    { tells: false },
  ])
})

test('an alert is put down once for the place that it goes to, and what came of it is shown', async () => {
  const host = await ledgerHost()
  await call(host, 'PUT', '/api/alerts/good', { ...october, above: 100 })
  await host.begin()
  const told = async () => {
    const { body } = await call(host, 'GET', '/api/alerts')
    return (
      (body as { readonly alerts: readonly { readonly told: readonly object[] }[] }).alerts[0]
        ?.told ?? []
    )
  }
  await until(async () => (await told()).length > 0)
  // The shop has no such action.
  await until(async () =>
    (await told()).every((each) => (each as { state?: string }).state === 'failed'),
  )
  expect(await told()).toMatchObject([
    { to: 'shop.message', problem: expect.stringContaining('no action') as string },
  ])
})

test.each([
  ['a metric that is none', { ...october, metric: 'joy', above: 1 }],
  ['no limit', october],
  ['a connection that is not there', { ...october, above: 1, to: [{ action: 'team.message' }] }],
])('an alert with %s is refused', async (_what, alert) => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))], now })
  expect((await call(host, 'PUT', '/api/alerts/wrong', alert)).status).toBe(400)
})

test('a digest is made, shown and deleted', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))], now })
  const digest = { every: 'week', to: [{ action: 'shop.message' }] }
  expect((await call(host, 'PUT', '/api/digests/weekly', digest)).status).toBe(200)
  expect((await call(host, 'GET', '/api/digests')).body).toMatchObject({
    digests: [{ id: 'weekly', at: '07:00', origin: 'api', told: [] }],
  })
  expect((await call(host, 'DELETE', '/api/digests/weekly')).status).toBe(204)
  expect((await call(host, 'DELETE', '/api/digests/weekly')).status).toBe(404)
})

test('a digest is told once for its day, also by the host that comes after', async () => {
  const told: ToldMessage[] = []
  const host = await scriptedHost({
    connections: [tellingTeam(told)],
    now: () => Date.parse('2026-11-03T08:00:00Z'),
  })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  await call(host, 'PUT', '/api/digests/morning', {
    every: 'day',
    language: 'sv',
    to: [{ action: 'team.message' }],
  })
  await host.begin()
  const states = async (of: ScriptedHost) =>
    JSON.stringify((await call(of, 'GET', '/api/digests')).body).match(/"state":"\w+"/gu)
  await until(async () => (await states(host))?.includes('"state":"sent"') === true)
  const next = await host.restart()
  await next.begin()
  expect(await states(next)).toStrictEqual(['"state":"sent"'])
  expect(told.map(({ key, text }) => [key, text.split('\n')[0]])).toStrictEqual([
    ['nordlys/digest/morning/2026-11-02/0', 'Siffror för måndag 2 november 2026'],
  ])
})
