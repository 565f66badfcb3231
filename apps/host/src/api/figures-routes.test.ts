import type { Entry } from '@cartograph/core'
import { expect, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const october = { from: '2026-10-01', to: '2026-10-31' }
const { signal } = new AbortController()

interface AnswerShown {
  readonly id?: string
  readonly rows?: readonly {
    readonly group: readonly string[]
    readonly figures: readonly { readonly value?: string }[]
  }[]
  readonly total?: { readonly figures: readonly { readonly value?: string }[] }
  readonly problem?: { readonly message: string; readonly hint?: string }
}

async function ask(host: ScriptedHost, ...queries: readonly object[]) {
  const response = await host.call('/api/figures', {
    method: 'POST',
    body: JSON.stringify({ queries }),
  })
  return (await response.json()) as {
    readonly answers: readonly AnswerShown[]
    readonly completeness: object
  }
}

/** The ledger that was worked out on paper, in the store of a host. */
async function ledgerHost(): Promise<ScriptedHost> {
  const host = await scriptedHost({
    connections: [],
    now: () => Date.parse('2026-11-02T18:00:00Z'),
  })
  const { store } = host.installation
  await writeRows(store, ledgerStoreRows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

function values({ total }: AnswerShown): readonly (string | undefined)[] {
  return total?.figures.map(({ value }) => value) ?? []
}

test('the ledger has through the API the figures that the paper has', async () => {
  const host = await ledgerHost()
  const metrics = ['orders', 'net_sales', 'net_revenue', 'cogs', 'aov', 'customers', 'net_payments']
  const { answers, completeness } = await ask(host, { metrics, range: october })
  expect(answers.map(values)).toStrictEqual([['8', '19300', '15200', '5800', '3600', '6', '14215']])
  expect(completeness).toStrictEqual({
    figuresAreCurrent: true,
    personsAreCurrent: true,
    connections: [],
  })
})

test('the questions of a dashboard are answered together, each by its name', async () => {
  const host = await ledgerHost()
  const { answers } = await ask(
    host,
    { id: 'sales', metrics: ['net_sales'], by: ['country'], range: october, compare: 'previous' },
    {
      id: 'places',
      metrics: ['orders'],
      range: october,
      filters: [{ dimension: 'country', values: ['AT'] }],
    },
    { id: 'wrong', metrics: ['net_sale'], range: october },
  )
  expect(answers.map(({ id }) => id)).toStrictEqual(['sales', 'places', 'wrong'])
  expect(answers[0]?.rows?.map(({ group, figures }) => [group[0], figures[0]])).toStrictEqual([
    ['AT', { value: '0', compared: '0', delta: '0' }],
    ['DE', { value: '19300', compared: '4000', delta: '3.825' }],
  ])
  expect(values(answers[1] ?? {})).toStrictEqual(['1'])
  expect(answers[2]?.problem?.message).toBe(
    'There is no metric "net_sale"; did you mean "net_sales"?',
  )
})

test.each([
  ['a metric that is none', { metrics: ['sales'] }, 'There is no metric "sales"'],
  ['a field that is none', { by: ['contry'] }, 'did you mean "country"?'],
  [
    'a pair that does not fit',
    { metrics: ['disputes'], by: ['country'] },
    'disputes cannot be parted by country',
  ],
  [
    'a filter that does not fit',
    { metrics: ['disputes'], filters: [{ dimension: 'city', values: ['Wien'] }] },
    'disputes cannot be filtered by city',
  ],
  [
    'a range of a thousand years',
    { range: { from: '1500-01-01', to: '2500-01-01' } },
    'is longer than fifty years',
  ],
  [
    'a comparison of a thousand years',
    { compare: { from: '1500-01-01', to: '2500-01-01' } },
    'is longer than fifty years',
  ],
  [
    'a day that is none',
    { range: { from: '2026-02-30', to: '2026-03-01' } },
    '"2026-02-30" is no day.',
  ],
  ['a store that is gone', { stores: ['shop:paris'] }, 'Nothing is known of a store "shop:paris".'],
  ['a currency that is none', { currency: 'Euro' }, '"Euro" is no currency.'],
  [
    'a segment that is none',
    { segments: ['vips'] },
    'There is no segment "vips"; did you mean "vip"?',
  ],
  ['a word that is none', { metrics: ['orders'], grain: 'day' }, 'The query was not understood'],
])('%s is explained', async (_, wrong, message) => {
  const host = await ledgerHost()
  const { answers } = await ask(host, { metrics: ['net_sales'], range: october, ...wrong })
  expect(answers[0]?.problem?.message).toContain(message)
})

test('a currency without rates is shown with what is in no amount', async () => {
  const host = await ledgerHost()
  const { answers } = await ask(host, {
    metrics: ['net_sales', 'orders'],
    range: october,
    currency: 'SEK',
  })
  expect(answers).toMatchObject([
    {
      currency: 'SEK',
      unconverted: [{ currency: 'EUR', orders: '8', amount: '26100' }],
      total: { figures: [{ value: '0' }, { value: '8' }] },
    },
  ])
})

test('what is no batch is refused, and the catalogue tells what there is', async () => {
  const host = await ledgerHost()
  const refused = await host.call('/api/figures', { method: 'POST', body: '{"queries": []}' })
  expect([refused.status, await refused.json()]).toStrictEqual([
    400,
    expect.objectContaining({
      detail: 'Expected a JSON object with `queries`, a list of one to 50.',
    }),
  ])
  const catalogue = await host.call('/api/figures/catalogue')
  expect(await catalogue.json()).toMatchObject({
    metrics: expect.arrayContaining([expect.objectContaining({ id: 'net_sales', type: 'money' })]),
    dimensions: expect.arrayContaining([expect.objectContaining({ id: 'month', type: 'time' })]),
  })
})

test('a webhook’s change shows in the figures, woken by the log and not by a timer', async () => {
  const hour = 3_600_000
  const host = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0), { canGet: true }), scriptedHooks())],
    // Of its clocks only the short waits after a change run: what looks by itself does so in an hour.
    waits: { tickMs: hour, lookMs: hour, wakeMs: 5 },
  })
  await host.begin()
  const entry: Entry = { op: 'upsert', stream: 'orders', row: { id: 7, total: '12.50' } }
  await host.hook('shop', JSON.stringify({ entries: [entry] }))
  const range = { from: '2026-11-01', to: '2026-11-30' }
  const shown = async () => (await ask(host, { metrics: ['total_sales', 'orders'], range })).answers
  await until(async () => values((await shown())[0] ?? {})[0] === '1250')
  expect((await shown()).map(values)).toStrictEqual([['1250', '1']])
})
