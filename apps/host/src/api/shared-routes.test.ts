import { expect, test } from 'vitest'
import { sales, sharingHost, type SharingHost } from './testing/shared-link.ts'

const password = 'open sesame'
const query = { method: 'POST', body: '{}' }

async function statusOf(answer: Promise<Response>): Promise<number> {
  return (await answer).status
}

async function listed({ call }: SharingHost) {
  const { shares } = (await (await call('/api/shares')).json()) as {
    readonly shares: readonly { readonly opens: number; readonly openedAt: string | null }[]
  }
  return shares
}

test('a link shows one dashboard: its widgets and its days, and no stores, segments or connections', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share({ settings: { range: 'last7', stores: ['shop:main'] } })
  expect(await (await look(`/api/shared/${token}`)).json()).toStrictEqual({
    kind: 'dashboard',
    isLocked: false,
    title: 'How <b>we</b> sell',
    accent: null,
    hasLogo: false,
    origins: [],
    choices: [],
    downloads: [],
    dashboards: [
      {
        id: 'sales',
        title: 'How <b>we</b> sell',
        isTemplate: false,
        settings: { range: 'last7', compare: 'previous' },
        widgets: [
          { id: 'sold', title: 'Net sales', show: 'number', metrics: ['net_sales'], by: [] },
        ],
      },
    ],
  })
})

test('its figures are told, and of how the organisation is set up nothing', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share()
  const answer = await look(`/api/shared/${token}/dashboards/sales/query`, query)
  expect(await answer.json()).toMatchObject({
    answers: [{ id: 'sold', currency: 'EUR' }],
    completeness: { connections: [] },
  })
})

test('why a figure cannot be told is not told', async () => {
  const host = await sharingHost()
  const { token } = await host.share({ settings: { segments: ['no such segment'] } })
  const answer = await host.look(`/api/shared/${token}/dashboards/sales/query`, query)
  expect(await answer.json()).toMatchObject({
    answers: [{ id: 'sold', problem: { message: 'These figures cannot be told now.' } }],
  })
})

test('whoever looks chooses what the link lets them, and nothing else', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share({ choices: ['range'] })
  const choose = (body: object) =>
    statusOf(
      look(`/api/shared/${token}/dashboards/sales/query`, {
        method: 'POST',
        body: JSON.stringify(body),
      }),
    )
  expect([
    await choose({ range: 'last7' }),
    await choose({ currency: 'USD' }),
    await choose({ stores: [] }),
    await choose({ segments: [] }),
  ]).toStrictEqual([200, 403, 400, 400])
})

test('another dashboard than the shared one is not there', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share()
  expect(await statusOf(look(`/api/shared/${token}/dashboards/overview/query`, query))).toBe(404)
})

test('what stands in a link opens no other route, however it is sent', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share()
  const headers = { authorization: `Bearer ${token}` }
  expect([
    await statusOf(look('/api/dashboards/sales', { headers })),
    await statusOf(look('/api/shares', { headers })),
    await statusOf(look('/api/dashboards/sales', { headers: { 'x-share-key': token } })),
  ]).toStrictEqual([401, 401, 401])
})

test('a link that never was, one that is over, one that was ended and one that was made anew answer alike', async () => {
  let now = Date.parse('2026-11-26T08:00:00Z')
  const { share, call, look } = await sharingHost({ now: () => now })
  const [over, ended, renewed] = [
    await share({ expiresAt: '2026-11-26T09:00:00.000Z' }),
    await share(),
    await share(),
  ]
  await call(`/api/shares/${ended.id}`, { method: 'DELETE' })
  await call(`/api/shares/${renewed.id}/renew`, { method: 'POST' })
  now += 3_600_000
  const tokens = ['guessed', 'A'.repeat(43), over.token, ended.token, renewed.token]
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const answer = await look(`/api/shared/${token}`)
      return [answer.status, await answer.text()]
    }),
  )
  expect(new Set(answers.map(([status, text]) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.[0]).toBe(404)
})

test('a link to what is not there any more leads nowhere', async () => {
  const dashboards = new Map([['sales', sales]])
  const { share, look } = await sharingHost({ configuration: { currency: 'EUR', dashboards } })
  const { token } = await share()
  dashboards.delete('sales')
  expect(await statusOf(look(`/api/shared/${token}`))).toBe(404)
})

test('it is counted how often a link was opened, and not how often its password was asked for', async () => {
  const host = await sharingHost({ now: () => Date.parse('2026-11-26T08:00:00Z') })
  const { token } = await host.share({ password })
  await host.look(`/api/shared/${token}`)
  expect((await listed(host))[0]).toMatchObject({ opens: 0, openedAt: null })
  const { key } = (await (await host.say(token, password)).json()) as { readonly key: string }
  await host.look(`/api/shared/${token}`, { headers: { 'x-share-key': key } })
  expect((await listed(host))[0]).toMatchObject({
    opens: 1,
    openedAt: '2026-11-26T08:00:00.000Z',
  })
})

test('a link with a password tells nothing before it was said, not even what the dashboard is called', async () => {
  const { share, look, say } = await sharingHost()
  const { token } = await share({ password })
  expect(await (await look(`/api/shared/${token}`)).json()).toMatchObject({
    isLocked: true,
    title: '',
    dashboards: [],
  })
  const figures = (headers: Record<string, string> = {}) =>
    statusOf(look(`/api/shared/${token}/dashboards/sales/query`, { ...query, headers }))
  expect([await figures(), await statusOf(say(token, 'open barley'))]).toStrictEqual([403, 403])
  const { key } = (await (await say(token, password)).json()) as { readonly key: string }
  expect(await figures({ 'x-share-key': key })).toBe(200)
})

test('a password that is tried again and again is answered with a wait, the right one too', async () => {
  const { share, say } = await sharingHost({ now: () => 0 })
  const { token } = await share({ password })
  const statuses: number[] = []
  for (let at = 0; at < 11; at += 1) statuses.push(await statusOf(say(token, `guess ${at}`)))
  statuses.push(await statusOf(say(token, password)))
  expect(statuses).toStrictEqual([...Array.from({ length: 10 }, () => 403), 429, 429])
})

test('ten thousand calls of a link are too many, and so are ten thousand guesses', async () => {
  const { share, look } = await sharingHost({ now: () => 0 })
  const { token } = await share()
  const many = async (path: (at: number) => string) => {
    const statuses = new Map<number, number>()
    for (let at = 0; at < 10_000; at += 1) {
      const { status } = await look(path(at))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    return Object.fromEntries(statuses)
  }
  expect(await many(() => `/api/shared/${token}/logo`)).toStrictEqual({ 404: 120, 429: 9880 })
  expect(await many((at) => `/api/shared/guess-${at}`)).toStrictEqual({ 404: 100, 429: 9900 })
})

test('a portal shows its dashboards by the names and settings that they have there', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share({ section: 'portals', target: 'clients' })
  expect(await (await look(`/api/shared/${token}`)).json()).toMatchObject({
    kind: 'portal',
    title: 'Butik A/S',
    accent: '#1f4fa3',
    choices: ['range'],
    downloads: ['csv'],
    dashboards: [{ id: 'north', title: 'North', settings: { range: 'last7' } }],
  })
})

test('a portal lets its dashboards be kept in the forms that it says, and no other', async () => {
  const { share, look } = await sharingHost()
  const { token } = await share({ section: 'portals', target: 'clients' })
  const file = (form: string) => look(`/api/shared/${token}/dashboards/north/report.${form}`)
  const zip = await file('zip')
  expect([zip.status, zip.headers.get('content-type'), (await file('pdf')).status]).toStrictEqual([
    200,
    'application/zip',
    404,
  ])
})

test('a link is in no line of the log', async () => {
  const { share, look, lines } = await sharingHost()
  const { token } = await share({ password })
  await look(`/share/${token}`)
  await look(`/api/shared/${token}`)
  await look(`/api/shared/${token}/dashboards/sales/query`, query)
  expect(lines.length).toBeGreaterThan(0)
  expect(JSON.stringify(lines)).not.toContain(token)
})
