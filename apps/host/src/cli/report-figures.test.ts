import { woocommerce } from '@cartograph/connector-woocommerce'
import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  dayRange,
  factorTo,
  followSales,
  openFigures,
  openReportSource,
  questionIn,
  rateTable,
  type Answer,
  type FiguresDoor,
} from '../analytics/index.ts'
import { followCustomers, isFollowed } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import type { FigureReport } from '../dashboards/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { minorText, percent } from './report-cells.ts'
import type { ReportScene } from './report-scene.ts'
import { reportTables } from './report-tables.ts'

const { signal } = new AbortController()
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN })

const currency = 'EUR'
/** The last three months before the clock of the simulated shop begins. */
const days = { from: '2026-08-01', to: '2026-10-31' }

let scene: ReportScene
let door: FiguresDoor
let end: () => Promise<void>

/** A simulated shop that was read from WooCommerce, some who pay it every month, and baskets that are alike. */
beforeAll(async () => {
  const host = await scriptedInstallation()
  const served = await startWooCommerce({ shop: simulatedShop({ orders: 300 }) })
  end = async () => {
    await served.close()
    await host.close()
  }
  const { url, consumerKey, consumerSecret } = served
  const config = { url, consumerKey, consumerSecret }
  const { mappings = [] } = woocommerce.parts({ config, found: null })
  await host.sync(connectorConnection(woocommerce, config, { id: 'shop', mappings }))
  const { store } = host
  await writeRows(store, [...subscriptions, ...baskets])
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  const source = await openReportSource(store, {
    zoneOf: () => undefined,
    stores: [],
    now: Date.now(),
    signal,
  })
  const range = dayRange(days.from, days.to)
  scene = { source, range, factor: factorTo(rateTable([]), currency), currency }
  door = openFigures({ store, connections: ['shop'], personsAreCurrent: isFollowed })
}, 300_000)

afterAll(() => end())

const monthly = { connection: 'pay', currency, amount: 1900, interval: 'month' }
const subscriptions = [
  { status: 'active', startedAt: '2026-03-01T10:00:00.000Z' },
  { status: 'ended', startedAt: '2026-03-05T10:00:00.000Z', endedAt: '2026-09-10T10:00:00.000Z' },
  { status: 'active', startedAt: '2026-09-01T10:00:00.000Z', amount: 4900 },
  {
    status: 'active',
    startedAt: '2026-08-20T10:00:00.000Z',
    trialEndsAt: '2026-09-03T10:00:00.000Z',
  },
  {
    status: 'ended',
    startedAt: '2026-08-20T10:00:00.000Z',
    trialEndsAt: '2026-09-20T10:00:00.000Z',
    endedAt: '2026-09-01T10:00:00.000Z',
  },
].map((row, place) => ({
  entity: 'subscription',
  id: `pay:${place}`,
  row: { ...monthly, ...row, customerId: `pay:c${place}` },
}))

const baskets = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
  entity: 'order',
  id: `till:${id}`,
  row: {
    connection: 'till',
    status: 'paid',
    placedAt: '2026-09-14T12:00:00.000Z',
    currency,
    total: 500,
    lines: ['cup', 'tea'].map((product) => ({
      id: product,
      productId: `till:${product}`,
      name: product,
      quantity: 1,
      unitPrice: 250,
      subtotal: 250,
      total: 250,
    })),
  },
}))

/** What the command prints, without its heads. */
async function printed(report: FigureReport): Promise<readonly (readonly string[])[]> {
  const { rows } = await reportTables[report](scene)
  return rows
}

/** What the API tells, each value as the command writes it; what it does not print is left out. */
async function told(
  report: FigureReport,
  { by, metrics }: { readonly by: readonly string[]; readonly metrics: readonly string[] },
) {
  const answer = await door.ask(questionIn({ report, by, metrics, range: days, currency }), signal)
  return { answer, rows: answer.rows.map((row) => [row.group, cellsOf(row, answer)].flat()) }
}

function cellsOf({ figures }: Answer['rows'][number], { metrics }: Answer): readonly string[] {
  return metrics.map(({ type }, place) => {
    const value = figures[place]?.value
    if (value === undefined) return type === 'days' ? '' : '–'
    if (type === 'money') return minorText(BigInt(value), currency)
    if (type === 'share') return percent(new Exact(value))
    return type === 'days' ? new Exact(value).toFixed(0) : value
  })
}

test('the API tells of products what the command prints', async () => {
  const { rows } = await told('products', {
    by: ['product', 'product_class'],
    metrics: [
      'units',
      'returned_units_share',
      'gross_sales',
      'net_sales',
      'share_of_sales',
      'orders',
      'first_order_share',
      'bought_again_share',
      'days_of_stock',
    ],
  })
  const command = await printed('products')
  expect(rows.length).toBeGreaterThan(5)
  expect(rows).toStrictEqual(command.map((cells) => cells.toSpliced(1, 1)))
})

test('of pairs', async () => {
  const { rows } = await told('pairs', {
    by: ['product', 'bought_with'],
    metrics: ['bought_together', 'also_bought', 'also_bought_back'],
  })
  expect(rows).toContainEqual(['till:cup', 'till:tea', '6', '100.0 %', '100.0 %'])
  expect(rows).toStrictEqual((await printed('pairs')).map((cells) => cells.slice(0, 5)))
})

test('of coupons, and of the average order without', async () => {
  const { rows, answer } = await told('coupons', {
    by: ['coupon'],
    metrics: ['orders', 'discounts', 'net_sales', 'new_customer_share', 'aov', 'aov_without'],
  })
  const command = await printed('coupons')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.map((cells) => cells.slice(0, 6))).toStrictEqual(command.slice(0, -1))
  expect(cellsOf(answer.total, answer).at(-1)).toBe(command.at(-1)?.at(-1))
})

test('of groups of customers', async () => {
  const { rows } = await told('rfm', {
    by: ['rfm_group'],
    metrics: ['customers', 'orders', 'spend'],
  })
  const command = await printed('rfm')
  // Of nobody the command says that it knows of no spending.
  const shown = command.map((cells) => cells.map((cell) => (cell === '–' ? '0.00' : cell)))
  expect(rows).toStrictEqual(shown)
})

test('of the cohorts that began in the range', async () => {
  const { answer, rows } = await told('cohorts', {
    by: ['cohort_month', 'age'],
    metrics: ['cohort_size', 'customers', 'retention', 'net_revenue', 'revenue_so_far'],
  })
  const shown = rows.map(([cohort = '', age = '', size = '', ...cells], place) =>
    [cohort, size, age].concat(cells, answer.rows[place]?.isIncomplete === true ? 'no' : 'yes'),
  )
  const command = await printed('cohorts')
  expect(shown.length).toBe(3 + 2 + 1)
  expect(shown).toStrictEqual(command.filter(([name = '']) => name >= '2026-08'))
})

test('of recurring revenue and trials', async () => {
  const metrics = [
    'mrr_start',
    'new_mrr',
    'reactivation_mrr',
    'expansion_mrr',
    'contraction_mrr',
    'churned_mrr',
    'currency_effect',
    'mrr',
    'arr',
    'arpu',
    'subscribers',
    'gross_mrr_churn',
    'subscriber_churn',
    'trials',
    'trials_ended',
    'trial_conversion',
  ]
  const { answer } = await told('recurring', { by: [], metrics })
  const command = (await printed('recurring')).filter(([what]) => what !== 'customers before')
  expect(cellsOf(answer.total, answer)).toStrictEqual(command.map(([, value]) => value))
})

test('what moved is the difference between what subscriptions brought and what they bring', async () => {
  const { rows, answer } = await told('recurring', { by: ['movement'], metrics: ['mrr_change'] })
  expect(rows.map(([kind, value]) => [kind, value])).toStrictEqual([
    ['new', '68.00'],
    ['reactivation', '0.00'],
    ['expansion', '0.00'],
    ['contraction', '0.00'],
    ['churn', '-19.00'],
    ['currency', '0.00'],
  ])
  expect(answer.total.figures).toStrictEqual([{ value: '4900' }])
})
