import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js'
import { smtp } from '@cartograph/connector-smtp'
import { startMailServer } from '@cartograph/simulators/smtp'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, onTestFinished, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import type { Connection, ScheduledReport } from '../config/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import type { Dashboard } from '../dashboards/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { tellingTeam, type ToldMessage } from '../testing/telling-team.ts'
import { peopleHost } from './people/testing/browser.ts'

const { signal } = new AbortController()
/** On a Monday, an hour after the report was due. */
const now = Date.parse('2026-11-02T08:00:00Z')

const sales: Dashboard = {
  id: 'sales',
  title: 'How we sell',
  settings: { range: 'lastMonth', compare: 'previous' },
  widgets: [
    {
      id: 'sold',
      title: 'Net sales',
      show: 'number',
      metrics: ['net_sales'],
      by: [],
      settings: {},
    },
    { id: 'orders', title: 'Orders', show: 'number', metrics: ['orders'], by: [], settings: {} },
    {
      id: 'places',
      title: 'By country',
      show: 'bar',
      metrics: ['orders'],
      by: ['country'],
      settings: {},
    },
    { id: 'days', title: 'Days', show: 'line', metrics: ['net_sales'], by: ['day'], settings: {} },
  ],
}

const monday: ScheduledReport = {
  id: 'monday',
  dashboard: 'sales',
  schedule: '0 7 * * 1',
  settings: {},
  attach: ['pdf', 'csv'],
  to: [
    {
      connection: 'post',
      action: 'mail',
      isMail: true,
      input: { to: ['anna@shop.example'], subject: '{subject}', text: '{text}' },
    },
    { connection: 'team', action: 'message', isMail: false, input: { text: '{text}' } },
  ],
}

async function ledgerHost(connections: readonly Connection[] = []): Promise<ScriptedHost> {
  const host = await scriptedHost({
    connections,
    configuration: {
      dashboards: new Map([['sales', sales]]),
      reports: new Map([['monday', monday]]),
    },
    now: () => now,
  })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

async function mailServer() {
  const server = await startMailServer({ tls: 'never', login: false })
  onTestFinished(() => server.close())
  const { host, port } = server
  const post = connectorConnection(
    smtp,
    { host, port, encryption: 'none', from: 'us@shop.example' },
    { id: 'post', needs: ['connect'], openAddresses: ['127.0.0.1/32'] },
  )
  return { server, post }
}

async function mailedHost() {
  const { server, post } = await mailServer()
  const told: ToldMessage[] = []
  return { server, told, host: await ledgerHost([post, tellingTeam(told)]) }
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true })
  return text.replaceAll(/\s+/gu, ' ')
}

/** An attachment of a mail as it came, by its ending. */
function attachmentIn(mail: string, ending: 'pdf' | 'zip'): Uint8Array {
  const part = mail.split(/\r?\n--/u).find((each) => each.includes(`application/${ending}`)) ?? ''
  const body = part.slice(part.search(/\r?\n\r?\n/u))
  return new Uint8Array(Buffer.from(body, 'base64'))
}

async function filesOf(zip: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const entries = await new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)]))).getEntries()
  const texts = await Promise.all(
    entries
      .filter((entry): entry is FileEntry => !entry.directory)
      .map(async (entry) => [entry.filename, await entry.getData(new TextWriter())] as const),
  )
  return Object.fromEntries(texts)
}

const inEuros = (cents: string | undefined) => (Number(cents) / 100).toFixed(2)

interface Told {
  readonly reports: readonly {
    readonly told: readonly { readonly state: string; readonly period: string }[]
  }[]
}

const toldBy = async (host: ScriptedHost) =>
  ((await (await host.call('/api/reports')).json()) as Told).reports[0]?.told ?? []

test('a report that is due is mailed once with a PDF of the figures that the API tells, and told to a team in words', async () => {
  const { server, told, host } = await mailedHost()
  await host.begin()
  await until(() => server.mails.length > 0 && told.length > 0)
  const restarted = await host.restart()
  await restarted.begin()
  await until(async () => (await toldBy(restarted)).every(({ state }) => state === 'sent'))
  expect([server.mails.length, told.length]).toStrictEqual([1, 1])
  expect(await toldBy(restarted)).toMatchObject([
    { state: 'sent', period: '2026-11-02T07:00:00.000Z' },
    { state: 'sent', period: '2026-11-02T07:00:00.000Z' },
  ])

  const answer = await restarted.call('/api/dashboards/sales/query', { method: 'POST', body: '{}' })
  const { answers } = (await answer.json()) as {
    readonly answers: readonly {
      readonly total: {
        readonly figures: readonly { readonly value: string; readonly compared: string }[]
      }
    }[]
  }
  const [minor, orders] = answers.map(({ total }) => total.figures[0]?.value ?? '')
  const before = answers[0]?.total.figures[0]?.compared
  const euros = `€${inEuros(minor)}`
  expect([euros, orders]).toStrictEqual(['€193.00', '8'])
  const [mail] = server.mails
  const page = await textOf(attachmentIn(mail?.text ?? '', 'pdf'))
  expect(page).toContain('How we sell 1 – 31 October 2026')
  expect(page).toContain(`Net sales ${euros}`)
  expect(page).toContain(`Orders ${orders}`)
  expect(await filesOf(attachmentIn(mail?.text ?? '', 'zip'))).toMatchObject({
    'sold.csv': `net_sales,net_sales_compared,currency\n193.00,${inEuros(before)},EUR\n`,
  })
  expect(mail).toMatchObject({ to: ['anna@shop.example'] })
  expect(told[0]?.text).toContain(`Net sales: ${euros}`)
})

test('a dashboard is a PDF and CSV of what is chosen, for its days', async () => {
  const host = await ledgerHost()
  const query = 'range=2026-09-01..2026-09-30&compare=none&language=de'
  const pdf = await host.call(`/api/dashboards/sales/report.pdf?${query}`)
  expect(pdf.headers.get('content-disposition')).toBe(
    'attachment; filename="sales-2026-09-01-2026-09-30.pdf"',
  )
  const page = await textOf(new Uint8Array(await pdf.arrayBuffer()))
  expect(page).toContain('1.–30. September 2026')
  expect(page).toContain('Bestellungen 1')
  const zip = await host.call(`/api/dashboards/sales/report.zip?${query}`)
  expect(await filesOf(new Uint8Array(await zip.arrayBuffer()))).toMatchObject({
    'orders.csv': 'orders,currency\n1,EUR\n',
  })
})

test('a report of a time in which nothing happened says so', async () => {
  const host = await ledgerHost()
  const pdf = await host.call('/api/dashboards/sales/report.pdf?range=2026-01-01..2026-01-02')
  const page = await textOf(new Uint8Array(await pdf.arrayBuffer()))
  expect(page).toContain('Nothing happened in this time: there are no figures to show.')
  expect(page).not.toContain('By country')
})

test.each([
  ['/api/dashboards/none/report.pdf', 404],
  ['/api/dashboards/sales/report.pdf?range=last31', 400],
  ['/api/dashboards/sales/report.zip?range=2026-02-30..2026-03-01', 400],
  ['/api/dashboards/sales/report.pdf?colour=red', 400],
])('%s is refused with %d', async (path, status) => {
  const host = await ledgerHost()
  expect((await host.call(path)).status).toBe(status)
})

test('a report is sent when somebody asks, and the audit log knows it', async () => {
  const { server, told, host } = await mailedHost()
  const send = (id: string, body: object) =>
    host.call(`/api/reports/${id}/send`, { method: 'POST', body: JSON.stringify(body) })
  expect((await send('none', {})).status).toBe(404)
  // A token has no address.
  expect((await send('monday', { to: 'asker' })).status).toBe(409)
  const answer = await send('monday', {})
  expect([answer.status, await answer.json()]).toStrictEqual([
    202,
    {
      report: 'monday',
      period: '2026-11-02T08:00:00.000Z',
      to: ['post.mail', 'team.message'],
    },
  ])
  await host.begin()
  // This one, and the one that was due an hour before.
  await until(() => server.mails.length === 2 && told.length === 2)
  const { entries } = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly target: string }[]
  }
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'report.send', target: 'monday' }),
  )
})

test('whoever is signed in is sent a report alone', async () => {
  const { server, post } = await mailServer()
  const never = { ...monday, schedule: '0 7 1 1 *' }
  const host = await peopleHost({
    connections: [post],
    configuration: {
      currency: 'EUR',
      dashboards: new Map([['sales', sales]]),
      reports: new Map([['monday', never]]),
    },
    now: () => now,
  })
  const answer = await host.ida.ask('POST', '/api/reports/monday/send', { to: 'asker' })
  expect(answer.status).toBe(202)
  await host.begin()
  await until(() => server.mails.length > 0)
  expect(server.mails).toMatchObject([{ to: ['ida@example.com'] }])
})

test('a list of reports tells when each is due next and where it goes, and no address of a person', async () => {
  const host = await ledgerHost()
  const text = await (await host.call('/api/reports')).text()
  expect(JSON.parse(text)).toMatchObject({
    reports: [
      {
        id: 'monday',
        next: '2026-11-09T07:00:00.000Z',
        to: ['post.mail', 'team.message'],
        told: [],
      },
    ],
  })
  expect(text).not.toContain('anna')
})
