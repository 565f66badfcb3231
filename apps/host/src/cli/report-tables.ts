import { currencyExponent } from '@cartograph/core'
import {
  cohortCollector,
  couponCollector,
  forecastCollector,
  heatCollector,
  movementKinds,
  pairCollector,
  productCollector,
  recurringReport,
  rfmCollector,
  rfmGroups,
  roundMinor,
  roundOnce,
  type Collector,
  type DayRange,
  type Exact,
  type Factor,
  type ReportSource,
} from '../analytics/index.ts'
import type { ReportName } from './actions.ts'

export interface ReportScene {
  readonly source: ReportSource
  readonly range: DayRange
  readonly factor: Factor
  readonly currency: string
}

/** A report as cells, so that a table, CSV and JSON are made of the same. */
export interface ReportTable {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const reportTables = {
  products,
  coupons,
  hours,
  rfm: recencyTable,
  cohorts: cohortTable,
  pairs,
  lifetime,
  recurring,
} as const satisfies Readonly<Record<ReportName, (scene: ReportScene) => Promise<ReportTable>>>

/** A report over all customers, one after the other. */
async function overAll<Result>(
  { source }: ReportScene,
  collector: Collector<Result>,
  { lines }: { readonly lines: boolean },
): Promise<Result> {
  for await (const own of source.histories({ lines })) collector.add(own)
  return collector.result()
}

async function products(scene: ReportScene): Promise<ReportTable> {
  const { source, range, factor, currency } = scene
  const stock = await source.stock()
  const collector = productCollector({ range, factor, stockOf: (product) => stock.get(product) })
  const rows = await overAll(scene, collector, { lines: true })
  return {
    heads: [
      'product',
      'name',
      'class',
      'units',
      'returned',
      'gross',
      'net',
      'share',
      'orders',
      'first',
      'again',
      'cover days',
    ],
    rows: rows.map((row) => [
      row.product ?? '(unknown)',
      row.name ?? '',
      row.class,
      row.units.toFixed(),
      percent(row.refundedRate),
      money(row.gross, currency),
      money(row.net, currency),
      percent(row.shareOfSales),
      String(row.orders),
      percent(row.firstOrderShare),
      percent(row.repeatAfterRate),
      row.daysOfCover === undefined ? '' : roundOnce(row.daysOfCover, 0).toFixed(),
    ]),
  }
}

async function coupons(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const report = await overAll(scene, couponCollector({ range, factor }), { lines: true })
  return {
    heads: ['coupon', 'orders', 'taken off', 'net sales', 'new customers', 'average order'],
    rows: [
      ...report.coupons.map((row) => [
        row.code,
        String(row.orders),
        money(row.discount, currency),
        money(row.netSales, currency),
        percent(row.newCustomerShare),
        money(row.aov, currency),
      ]),
      ['(none)', '', '', '', '', money(report.aovWithout, currency)],
    ],
  }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

async function hours(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const all = await overAll(scene, heatCollector({ range, factor }), { lines: false })
  const cells = all.filter(({ orders }) => orders > 0)
  return {
    heads: ['weekday', 'hour', 'orders', 'net sales', 'average order'],
    rows: cells.map(({ weekday, hour, orders, netSales, aov }) => [
      weekdays[weekday - 1] ?? '',
      String(hour).padStart(2, '0'),
      String(orders),
      money(netSales, currency),
      money(aov, currency),
    ]),
  }
}

async function recencyTable(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const collector = rfmCollector({ asOf: range.to, factor })
  const groups = Map.groupBy(
    await overAll(scene, collector, { lines: false }),
    ({ group }) => group,
  )
  return {
    heads: ['group', 'customers', 'orders', 'spend'],
    rows: rfmGroups.map((group) => {
      const own = groups.get(group) ?? []
      const spend = own.reduce<Exact | undefined>(
        (sum, row) => sum?.plus(row.spend) ?? row.spend,
        undefined,
      )
      const orders = own.reduce((sum, row) => sum + row.orders, 0)
      return [group, String(own.length), String(orders), money(spend, currency)]
    }),
  }
}

async function cohortTable(scene: ReportScene): Promise<ReportTable> {
  const { range, factor, currency } = scene
  const collector = cohortCollector({ span: 'month', asOf: range.to, factor })
  const found = await overAll(scene, collector, { lines: false })
  return {
    heads: [
      'cohort',
      'size',
      'age',
      'customers',
      'retention',
      'net revenue',
      'a customer so far',
      'complete',
    ],
    rows: found.flatMap(({ name, size, cells }) =>
      cells.map((cell) => [
        name,
        String(size),
        String(cell.age),
        String(cell.customers),
        percent(cell.retention),
        money(cell.netRevenue, currency),
        money(cell.cumulative, currency),
        cell.isComplete ? 'yes' : 'no',
      ]),
    ),
  }
}

async function pairs(scene: ReportScene): Promise<ReportTable> {
  const found = await overAll(scene, pairCollector(scene.range), { lines: true })
  return {
    heads: ['product', 'with', 'together', 'confidence', 'the other way', 'lift'],
    rows: found.map(({ products: [one, other], together, confidence, lift }) => [
      one,
      other,
      String(together),
      `${(confidence[0] * 100).toFixed(1)} %`,
      `${(confidence[1] * 100).toFixed(1)} %`,
      lift.toFixed(2),
    ]),
  }
}

async function lifetime(scene: ReportScene): Promise<ReportTable> {
  const { source, range, factor, currency } = scene
  const heads = ['what', 'estimate']
  const asOf = range.to
  const begin = Math.min((await source.firstDay()) ?? asOf, asOf)
  const collector = forecastCollector({ asOf, begin, factor })
  const forecast = await overAll(scene, collector, { lines: false })
  if (forecast === undefined)
    return { heads, rows: [['too little data: a hundred customers are needed', '']] }
  const { customers, mean, orders, backtest } = forecast
  const error = backtest?.error
  return {
    heads,
    rows: [
      ['customers', String(customers)],
      ['a customer spends within 365 days, on average', minorText(mean, currency)],
      [
        'orders: r, alpha, a, b',
        [orders.r, orders.alpha, orders.a, orders.b].map((value) => value.toFixed(3)).join(', '),
      ],
      [
        'repeat orders of the second half, as the first half foretold',
        backtest?.predicted.toFixed(0) ?? '–',
      ],
      ['repeat orders of the second half, as they were', String(backtest?.actual ?? '–')],
      ['error', error === undefined ? '–' : `${(error * 100).toFixed(1)} %`],
    ],
  }
}

async function recurring({ source, range, factor, currency }: ReportScene): Promise<ReportTable> {
  const report = recurringReport(await source.subscriptions(), range, factor)
  const amounts = [
    ['monthly revenue before', report.start],
    ...movementKinds.map((kind) => [kind, report.movements[kind]] as const),
    ['effect of currencies', report.currencyEffect],
    ['monthly revenue after', report.end],
    ['a year of it', report.annual],
    ['a customer’s month', report.averagePerCustomer],
  ] as const
  return {
    heads: ['what', 'value'],
    rows: [
      ...amounts.map(([what, value]) => [what, money(value, currency)]),
      ['customers before', String(report.customersAtStart)],
      ['customers after', String(report.customersAtEnd)],
      ['lost of monthly revenue', percent(report.grossChurn)],
      ['lost of customers', percent(report.customerChurn)],
    ],
  }
}

function percent(share: Exact | undefined): string {
  return share === undefined ? '–' : `${roundOnce(share.times(100), 1).toFixed(1)} %`
}

function money(value: Exact | undefined, currency: string): string {
  return value === undefined ? '–' : minorText(roundMinor(value), currency)
}

function minorText(minor: bigint, currency: string): string {
  const places = currencyExponent(currency) ?? 2
  const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0')
  const cut = digits.length - places
  return `${minor < 0n ? '-' : ''}${digits.slice(0, cut)}${places === 0 ? '' : `.${digits.slice(cut)}`}`
}
