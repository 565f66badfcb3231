import { expect, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { dashboardTemplates, type Dashboard } from '../dashboards/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'

const { signal } = new AbortController()

const october: Dashboard = {
  id: 'october',
  title: 'October',
  settings: { range: { from: '2026-10-01', to: '2026-10-31' } },
  widgets: [
    { id: 'sold', title: 'Sold', show: 'number', metrics: ['net_sales'], by: [], settings: {} },
    {
      id: 'places',
      title: 'Where',
      show: 'bar',
      metrics: ['orders'],
      by: ['country'],
      settings: {},
    },
    {
      id: 'september',
      title: 'Before',
      show: 'number',
      metrics: ['orders'],
      by: [],
      settings: { range: { from: '2026-09-01', to: '2026-09-30' } },
    },
  ],
}

async function ledgerHost(): Promise<ScriptedHost> {
  const host = await scriptedHost({
    connections: [],
    configuration: { dashboards: new Map([['october', october]]) },
    now: () => Date.parse('2026-11-02T18:00:00Z'),
  })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

interface Shown {
  readonly id: string
  readonly range: object
  readonly total?: { readonly figures: readonly { readonly value?: string }[] }
}

async function query(host: ScriptedHost, id: string, body?: object) {
  const path = id === 'preview' ? id : `${id}/query`
  const response = await host.call(`/api/dashboards/${path}`, {
    method: 'POST',
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, said: (await response.json()) as Record<string, unknown> }
}

test('dashboards of the file and templates are listed, and one is told as it is', async () => {
  const host = await ledgerHost()
  const { dashboards } = (await (await host.call('/api/dashboards')).json()) as {
    readonly dashboards: readonly object[]
  }
  expect(dashboards[0]).toStrictEqual({
    id: 'october',
    title: 'October',
    origin: 'file',
    widgets: 3,
  })
  expect(dashboards.length).toBe(1 + dashboardTemplates.length)
  expect(await (await host.call('/api/dashboards/october')).json()).toStrictEqual({
    ...october,
    origin: 'file',
  })
})

test('all widgets of a dashboard are answered at once, each by its name and its own settings', async () => {
  const host = await ledgerHost()
  const { said } = await query(host, 'october')
  const answers = said['answers'] as readonly Shown[]
  expect(answers.map(({ id, total }) => [id, total?.figures[0]?.value])).toStrictEqual([
    ['sold', '19300'],
    ['places', '8'],
    ['september', '1'],
  ])
  expect(said['completeness']).toMatchObject({ figuresAreCurrent: true })
})

test('what whoever looks chooses counts for widgets that do not say it themselves', async () => {
  const host = await ledgerHost()
  const range = { from: '2026-10-02', to: '2026-10-02' }
  const { said } = await query(host, 'october', { range })
  expect((said['answers'] as readonly Shown[]).map((answer) => answer.range)).toStrictEqual([
    range,
    range,
    { from: '2026-09-01', to: '2026-09-30' },
  ])
})

test('every template is answered without a problem', async () => {
  const host = await ledgerHost()
  const problems: unknown[] = []
  for (const { id } of dashboardTemplates) {
    const { said } = await query(host, id)
    const answers = said['answers'] as readonly { readonly problem?: object }[]
    problems.push(...answers.flatMap(({ problem }) => problem ?? []))
  }
  expect(problems).toStrictEqual([])
})

test('a dashboard that is not kept yet is answered as if it were', async () => {
  const host = await ledgerHost()
  const { range } = october.settings
  const { said } = await query(host, 'preview', {
    range,
    widgets: {
      sold: { metrics: ['net_sales'] },
      days: { metrics: ['orders'], range: { from: '2026-09-01', to: '2026-09-30' } },
      wrong: { metrics: ['net_sale'] },
    },
  })
  const answers = said['answers'] as readonly (Shown & { readonly problem?: object })[]
  expect(
    answers.map(({ id, total, problem }) => [id, total?.figures[0]?.value, problem !== undefined]),
  ).toStrictEqual([
    ['sold', '19300', false],
    ['days', '1', false],
    ['wrong', undefined, true],
  ])
})

test('a dashboard on which there is nothing yet has no figures', async () => {
  const host = await ledgerHost()
  expect(await query(host, 'preview', { widgets: {} })).toMatchObject({
    status: 200,
    said: { answers: [], completeness: { figuresAreCurrent: true } },
  })
})

test.each([
  [
    'no widgets',
    {},
    'What is said of the dashboard is not understood: expected `widgets` or a `template`.',
  ],
  [
    'too many widgets',
    {
      widgets: Object.fromEntries(
        Array.from({ length: 51 }, (_, place) => [`widget-${place}`, { metrics: ['orders'] }]),
      ),
    },
    'The dashboard has 51 widgets, and 50 are asked for at once at the most.',
  ],
])('a dashboard of %s has no preview', async (_what, body, detail) => {
  const host = await ledgerHost()
  expect(await query(host, 'preview', body)).toMatchObject({ status: 400, said: { detail } })
})

test('a dashboard that is none, and settings that are none, are refused', async () => {
  const host = await ledgerHost()
  expect((await query(host, 'none')).status).toBe(404)
  expect(await query(host, 'october', { range: 'last31' })).toMatchObject({ status: 400 })
})
