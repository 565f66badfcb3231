import { currencyExponent } from '@cartograph/core'
import { stringify } from 'csv-stringify/sync'
import {
  dayText,
  dimensions,
  jsonOf,
  metrics,
  shownAnswer,
  type Answer,
  type Completeness,
  type DayRange,
  type DescribedMetric,
  type Figure,
  type FigureRow,
  type Figures,
} from '../analytics/index.ts'
import { counted, table, type Column } from './table.ts'

export interface FiguresAnswer {
  readonly figures: Answer
  /** Whether identity has looked at everything in the store. */
  readonly isCurrent: boolean
  readonly connections: Completeness['connections']
}

export function figuresText({ figures, isCurrent, connections }: FiguresAnswer): string {
  const columns: readonly Column<FigureRow>[] = [
    ...figures.by.map((heading, index): Column<FigureRow> => ({
      heading,
      align: 'left',
      cell: ({ group, isIncomplete }) =>
        `${group[index] ?? ''}${isIncomplete && index === 0 ? ' (incomplete)' : ''}`,
    })),
    ...figures.metrics.flatMap((metric, index) => metricColumns(metric, index, figures)),
  ]
  const total: FigureRow = {
    ...figures.total,
    group: figures.by.map((_, at) => (at === 0 ? 'all' : '')),
  }
  const lines = [
    `${rangeText(figures.range)}${figures.comparedRange === undefined ? '' : `, compared with ${rangeText(figures.comparedRange)}`}; amounts in ${figures.currency}`,
    table(columns, [...figures.rows, total]),
    ...notesOf(figures, isCurrent),
    ...connections.flatMap(({ connection, isLoading }) =>
      isLoading ? [`${connection} was not read to its end yet.`] : [],
    ),
  ]
  return `${lines.join('\n')}\n`
}

function metricColumns(
  metric: DescribedMetric,
  index: number,
  { comparedRange, currency }: Figures,
): readonly Column<FigureRow>[] {
  const of = ({ figures }: FigureRow): Figure | undefined => figures[index]
  const column: Column<FigureRow> = {
    heading: metric.id,
    align: 'right',
    cell: (row) => shown(metric, of(row)?.value, currency),
  }
  if (comparedRange === undefined) return [column]
  return [
    column,
    {
      heading: 'before',
      align: 'right',
      cell: (row) => shown(metric, of(row)?.compared, currency),
    },
    { heading: '', align: 'right', cell: (row) => deltaText(of(row)?.delta) },
  ]
}

/** As people read it: 193.00 for money, 12.5 % for shares, a dash for what cannot be said. */
export function shown(
  { type }: Pick<DescribedMetric, 'type'>,
  value: string | undefined,
  currency: string,
): string {
  if (value === undefined) return '–'
  if (type === 'money') return decimal(value, currencyExponent(currency) ?? 2)
  if (type === 'share') return `${(Number(value) * 100).toFixed(1)} %`
  return value
}

function deltaText(delta: string | undefined): string {
  if (delta === undefined || delta === 'new') return delta ?? ''
  const percent = (Number(delta) * 100).toFixed(1)
  return `${percent.startsWith('-') ? '' : '+'}${percent} %`
}

function decimal(minor: string, places: number): string {
  const digits = minor.replace('-', '').padStart(places + 1, '0')
  const cut = digits.length - places
  const whole = digits.slice(0, cut).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')
  return `${minor.startsWith('-') ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(cut)}`}`
}

function notesOf(
  { unconverted, isProvisional, currency }: Figures,
  isCurrent: boolean,
): readonly string[] {
  return [
    ...unconverted.map(
      (left) =>
        `${counted(Number(left.orders), 'order')} in ${left.currency} (${decimal(String(left.amount), currencyExponent(left.currency) ?? 2)}) not converted to ${currency}: there is no rate. Their amounts are left out.`,
    ),
    ...(isProvisional
      ? ['The last days are converted at an earlier rate, until theirs is there.']
      : []),
    ...(isCurrent
      ? []
      : ['Who bought is not known of everything yet: run `cartograph customers update`.']),
  ]
}

function rangeText({ from, to }: DayRange): string {
  return `${dayText(from)} to ${dayText(to)}`
}

/** One object; money is text in minor units, because sums may be larger than numbers can be. */
export function figuresJson({ figures, isCurrent, connections }: FiguresAnswer): string {
  const answer = { ...shownAnswer(figures), personsAreCurrent: isCurrent, connections }
  return `${jsonOf(answer)}\n`
}

/** Money is in whole units with decimals; texts that a spreadsheet would run as a formula are marked as text. */
export function figuresCsv({ by, metrics: shownMetrics, rows, total, currency }: Figures): string {
  const lines = by.length === 0 ? [total] : rows
  const heads = [...by, ...shownMetrics.map(({ id }) => id), 'currency']
  return stringify([heads, ...lines.map((row) => cellsOf(row, shownMetrics, currency))])
}

function cellsOf(
  { group, figures }: FigureRow,
  described: readonly DescribedMetric[],
  currency: string,
): readonly string[] {
  const places = currencyExponent(currency) ?? 2
  const values = figures.map(({ value }, index) =>
    described[index]?.type === 'money' && value !== undefined
      ? decimal(value, places).replaceAll(',', '')
      : (value ?? ''),
  )
  return [...group.map(harmless), ...values, currency]
}

/** Text that a spreadsheet would run as a formula, marked as text; numbers stay numbers. */
export function harmless(text: string): string {
  if (/^-?[\d.,]+(?: %)?$/u.test(text)) return text
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
}

export function catalogueText(): string {
  const described = [
    ...metrics.map(({ id, type, definition }) => ({ id, type, definition })),
    ...dimensions.map(({ id, definition }) => ({ id, type: 'dimension', definition })),
  ]
  const columns: readonly Column<(typeof described)[number]>[] = [
    { heading: 'name', align: 'left', cell: ({ id }) => id },
    { heading: 'kind', align: 'left', cell: ({ type }) => type },
    { heading: 'what it is', align: 'left', cell: ({ definition }) => definition },
  ]
  return `${table(columns, described)}\n`
}
