import {
  cohortCollector,
  forecastCollector,
  movementKinds,
  recurringReport,
  rfmCollector,
  rfmGroups,
  trialReport,
  type Exact,
} from '../analytics/index.ts'
import { minorText, money, percent } from './report-cells.ts'
import { overAll, type ReportScene, type ReportTable } from './report-scene.ts'

export async function recencyTable(scene: ReportScene): Promise<ReportTable> {
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

export async function cohortTable(scene: ReportScene): Promise<ReportTable> {
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

export async function lifetime(scene: ReportScene): Promise<ReportTable> {
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

export async function recurring({
  source,
  range,
  factor,
  currency,
}: ReportScene): Promise<ReportTable> {
  const { paid, trials: all } = await source.subscriptions()
  const report = recurringReport(paid, range, factor)
  const trials = trialReport(all, range)
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
      ['trials under way', String(trials.running)],
      ['trials that ended', String(trials.ended)],
      ['of them paid for after', percent(trials.conversion)],
    ],
  }
}
