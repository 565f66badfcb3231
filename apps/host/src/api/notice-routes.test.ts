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

const anew = { 'if-none-match': '*' }
const first = { 'if-match': '"1"' }

async function call(
  host: ScriptedHost,
  method: string,
  path: string,
  {
    body,
    headers = anew,
  }: { readonly body?: object; readonly headers?: Record<string, string> } = {},
) {
  const response = await host.call(path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as unknown }
}

test('an alert that was made over the API is tried without telling anybody', async () => {
  const host = await ledgerHost()
  await call(host, 'PUT', '/api/alerts/good', { body: { ...october, above: 192.99 } })
  await call(host, 'PUT', '/api/alerts/better', { body: { ...october, above: 193 } })
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
  await call(host, 'PUT', '/api/alerts/good', { body: { ...october, above: 100 } })
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
  expect((await call(host, 'PUT', '/api/alerts/wrong', { body: alert })).status).toBe(400)
})

test('a digest is made, shown and deleted', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(0))], now })
  const digest = { every: 'week', to: [{ action: 'shop.message' }] }
  expect((await call(host, 'PUT', '/api/digests/weekly', { body: digest })).status).toBe(201)
  expect((await call(host, 'GET', '/api/digests')).body).toMatchObject({
    digests: [{ id: 'weekly', at: '07:00', origin: 'api', told: [] }],
  })
  const seen = { headers: first }
  expect((await call(host, 'DELETE', '/api/digests/weekly', seen)).status).toBe(204)
  expect((await call(host, 'DELETE', '/api/digests/weekly', seen)).status).toBe(404)
})

test('of two who change one alert, the second is told, and nothing of the first is lost', async () => {
  const host = await ledgerHost()
  const change = (above: number, headers: Record<string, string>) =>
    call(host, 'PUT', '/api/alerts/good', { body: { ...october, above }, headers })
  await change(100, anew)
  const one = await change(200, first)
  const other = await change(300, first)
  expect([one.status, other.status]).toStrictEqual([200, 412])
  expect((await call(host, 'GET', '/api/alerts')).body).toMatchObject({
    alerts: [{ id: 'good', limit: '200', version: 2 }],
  })
})

test('an alert is not changed by who does not say which version was seen', async () => {
  const host = await ledgerHost()
  const blind = { body: { ...october, above: 1 }, headers: {} }
  const answers = [
    await call(host, 'PUT', '/api/alerts/good', blind),
    await call(host, 'PUT', '/api/alerts/good', { body: blind.body }),
    await call(host, 'PUT', '/api/alerts/good', { body: blind.body }),
    await call(host, 'DELETE', '/api/alerts/good', { headers: {} }),
  ]
  expect(answers.map(({ status }) => status)).toStrictEqual([428, 201, 412, 428])
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
    body: { every: 'day', language: 'sv', to: [{ action: 'team.message' }] },
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
