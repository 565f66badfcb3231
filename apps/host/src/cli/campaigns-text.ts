import { stringify } from 'csv-stringify/sync'
import type { CampaignReport } from '../analytics/index.ts'
import { harmless, shown } from './figures-text.ts'
import { count, counted, table, type Column } from './table.ts'

type Shown = Pick<
  CampaignReport['rows'][number],
  'group' | 'name' | 'orders' | 'units' | 'unitsBack' | 'sales' | 'returns' | 'revenue'
>

export function campaignsText(report: CampaignReport): string {
  const { by, rows, total, all, currency, model, windowHours, range } = report
  const money = (value: string) => shown({ type: 'money' }, value, currency)
  const sum: Shown = { ...total, group: by.map((_, at) => (at === 0 ? 'all campaigns' : '')) }
  const columns: readonly Column<Shown>[] = [
    ...by.map((heading, at): Column<Shown> => ({
      heading,
      align: 'left',
      cell: (row) =>
        row === sum ? (row.group[at] ?? '') : shownValue(row.group[at] ?? '', heading, row.name),
    })),
    { heading: 'orders', align: 'right', cell: ({ orders }) => orders },
    { heading: 'units', align: 'right', cell: ({ units }) => units },
    { heading: 'given back', align: 'right', cell: ({ unitsBack }) => unitsBack },
    { heading: 'sales', align: 'right', cell: ({ sales }) => money(sales) },
    { heading: 'returns', align: 'right', cell: ({ returns }) => money(returns) },
    { heading: 'revenue', align: 'right', cell: ({ revenue }) => money(revenue) },
  ]
  const window = windowHours % 24 === 0 ? `${windowHours / 24} days` : `${windowHours} hours`
  const lines = [
    `${range.from} to ${range.to}; the ${model} link of the ${window} before each order; amounts in ${currency}, without tax and shipping`,
    table(columns, [...rows, sum]),
    ...(report.count > rows.length
      ? [`… and ${count(report.count - rows.length)} more; raise --limit.`]
      : []),
    `Of all ${counted(Number(all.orders), 'order')} with ${money(all.revenue)}.`,
    ...notesOf(report),
  ]
  return `${lines.join('\n')}\n`
}

function shownValue(value: string, heading: string, name: string | undefined): string {
  if (value === '') return '–'
  const isNamed = heading === 'product' || heading === 'category'
  return isNamed && name !== undefined ? `${name} (${value})` : value
}

function notesOf({ unconverted, currency, isCurrent }: CampaignReport): readonly string[] {
  return [
    ...unconverted.map(
      (left) =>
        `${counted(Number(left.orders), 'order')} in ${left.currency} not converted to ${currency}: there is no rate. Their amounts are left out.`,
    ),
    ...(isCurrent
      ? []
      : [
          'Not everything in the store was looked at yet: run it with --update, or `cartograph serve`.',
        ]),
  ]
}

/** Money is in whole units with decimals; texts that a spreadsheet would run as a formula are marked as text. */
export function campaignsCsv({ by, rows, currency }: CampaignReport): string {
  const heads = ['orders', 'units', 'unitsBack', 'sales', 'returns', 'revenue'] as const
  return stringify([
    [...by, 'name', ...heads, 'currency'],
    ...rows.map((row) => [
      ...row.group.map(harmless),
      harmless(row.name ?? ''),
      row.orders,
      row.units,
      row.unitsBack,
      ...[row.sales, row.returns, row.revenue].map((value) => plain(value, currency)),
      currency,
    ]),
  ])
}

function plain(value: string, currency: string): string {
  return shown({ type: 'money' }, value, currency).replaceAll(',', '')
}
