import type { ChartProps, Known } from '../chart-props.ts'
import type { ValueFormat } from '../value-format.ts'
import {
  unknownGroup,
  type FigureAnswer,
  type FigureMetric,
  type FigureRow,
  type WidgetForm,
} from './figure-answer.ts'
import { namesIn, type FigureNames } from './figure-names.ts'

const spans: ReadonlySet<string> = new Set(['day', 'week', 'month', 'quarter', 'year'])
/** More bars than these nobody compares; a table has all of them. */
const mostBars = 12
/** Where the groups are known without asking, those in which nothing was sold are shown too. */
const everyGroup: Readonly<Record<string, readonly string[]>> = {
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
  // The best customers stand in the first corner.
  recency_score: ['5', '4', '3', '2', '1'],
  worth_score: ['5', '4', '3', '2', '1'],
}
/** Groups that follow from each other are drawn in their order. */
const inOrder: ReadonlySet<string> = new Set(['age', 'movement', 'product_class'])
const noMetric = { id: '', type: 'number' } as const

/** How a metric is written; of what is no kind of number that is known here only the number. */
export function formatOf(
  { type }: Pick<FigureMetric, 'type'>,
  currency: string | undefined,
): ValueFormat {
  switch (type) {
    case 'money':
      return currency === undefined ? { type: 'number' } : { type, currency }
    case 'count':
    case 'share':
    case 'days':
      return { type }
    case 'number':
    default:
      return { type: 'number' }
  }
}

export function knownValue(value: string | undefined): Known {
  if (value === undefined) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/**
 * The figures of a widget as charts: one for each kind of number, since two kinds share no axis.
 *
 * Empty where there is nothing to draw; the caller then shows a table, or says that nothing is there.
 */
export function widgetCharts(
  { show, title }: { readonly show: WidgetForm; readonly title: string },
  answer: FigureAnswer,
  given: FigureNames,
): readonly ChartProps[] {
  const { metrics = [], by = [], rows = [] } = answer
  const names = namesIn(answer, given)
  if (rows.length === 0 || metrics.length === 0 || show === 'table') return []
  if (show === 'heatMap') return by.length === 2 ? [heatMap(title, answer, names)] : []
  if (show === 'cohorts') return by.length === 2 ? cohortGrids(answer, names) : []
  if (by.length !== 1) return []
  const [dimension = ''] = by
  if (spans.has(dimension))
    return sameKind(metrics).map((indexes) =>
      overTime({ isBars: show === 'bar', title, indexes }, answer, names),
    )
  if (show !== 'bar' && show !== 'line') return []
  if (inOrder.has(dimension))
    return sameKind(metrics).map((indexes) => barsInOrder(title, indexes, answer, names))
  return metrics.map((_, index) => barList(index, answer, names))
}

/** Places of metrics that are of the same kind. */
function sameKind(metrics: readonly FigureMetric[]): readonly (readonly number[])[] {
  const places = metrics.map((_, index) => index)
  return [...Map.groupBy(places, (index) => metrics[index]?.type).values()]
}

function overTime(
  {
    isBars,
    title,
    indexes,
  }: { readonly isBars: boolean; readonly title: string; readonly indexes: readonly number[] },
  { metrics = [], rows = [], currency, comparedRange }: FigureAnswer,
  names: FigureNames,
): ChartProps {
  const shown = indexes.flatMap((index) => metrics[index] ?? [])
  const isCompared = comparedRange !== undefined && indexes.length === 1
  const common = {
    title,
    format: formatOf(shown[0] ?? noMetric, currency),
    periods: rows.map(({ group }) => group[0] ?? ''),
    incomplete: rows.map(({ isIncomplete }) => isIncomplete),
    series: indexes.map((index) => ({
      id: metrics[index]?.id ?? '',
      name: names.metric(metrics[index]?.id ?? ''),
      values: column(rows, index, 'value'),
      ...(isCompared && { compared: column(rows, index, 'compared') }),
    })),
  }
  return isBars ? { kind: 'bars', ...common } : { kind: 'line', ...common }
}

function column(
  rows: readonly FigureRow[],
  index: number,
  name: 'value' | 'compared',
): readonly Known[] {
  return rows.map(({ figures }) => knownValue(figures[index]?.[name]))
}

function barsInOrder(
  title: string,
  indexes: readonly number[],
  { metrics = [], by = [], rows = [], currency }: FigureAnswer,
  names: FigureNames,
): ChartProps {
  return {
    kind: 'bars',
    title,
    format: formatOf(metrics[indexes[0] ?? 0] ?? noMetric, currency),
    categories: rows.map(({ group }) => names.value(by[0] ?? '', group[0] ?? '')),
    series: indexes.map((index) => ({
      id: metrics[index]?.id ?? '',
      name: names.metric(metrics[index]?.id ?? ''),
      values: column(rows, index, 'value'),
    })),
  }
}

/** A grid for each figure; how many a cohort began with stands at its beginning. */
function cohortGrids(
  { metrics = [], by = [], rows = [], currency }: FigureAnswer,
  names: FigureNames,
): readonly ChartProps[] {
  const size = metrics.findIndex(({ id }) => id === 'cohort_size')
  const parts = [...Map.groupBy(rows, ({ group }) => group[0] ?? '')]
  return metrics.flatMap((metric, index): readonly ChartProps[] =>
    index === size
      ? []
      : [
          {
            kind: 'cohorts',
            title: names.metric(metric.id),
            format: formatOf(metric, currency),
            cohorts: parts.map(([name, own]) => {
              const cohort = {
                name: names.value(by[0] ?? '', name),
                values: column(own, index, 'value'),
                isLastIncomplete: own.at(-1)?.isIncomplete === true,
              }
              const began = knownValue(own[0]?.figures[size]?.value)
              return began === null ? cohort : Object.assign(cohort, { size: began })
            }),
          },
        ],
  )
}

/** The largest first, as people compare; what is nothing is left out. */
function barList(
  index: number,
  { metrics = [], by = [], rows = [], currency }: FigureAnswer,
  names: FigureNames,
): ChartProps {
  const metric = metrics[index] ?? noMetric
  const items = rows
    .map(({ group, figures }) => ({
      id: group[0] ?? '',
      name: names.value(by[0] ?? '', group[0] ?? ''),
      value: knownValue(figures[index]?.value),
    }))
    .filter(({ value }) => value !== 0)
    .toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0))
  return {
    kind: 'barList',
    title: names.metric(metric.id),
    format: formatOf(metric, currency),
    items: items.slice(0, mostBars),
  }
}

function heatMap(title: string, answer: FigureAnswer, names: FigureNames): ChartProps {
  const { metrics = [], by = [], rows = [], currency } = answer
  const [down = '', across = ''] = by
  const groups = (dimension: string, place: number) =>
    everyGroup[dimension] ??
    [...new Set(rows.map(({ group }) => group[place] ?? ''))]
      .filter((value) => value !== unknownGroup)
      .toSorted()
  const cells = new Map(
    rows.map(({ group, figures }) => [group.join(' '), knownValue(figures[0]?.value)]),
  )
  const [lines, columns] = [groups(down, 0), groups(across, 1)]
  return {
    kind: 'heatMap',
    title,
    format: formatOf(metrics[0] ?? noMetric, currency),
    rows: lines.map((value) => names.value(down, value)),
    columns: columns.map((value) => names.value(across, value)),
    // What nobody bought is nothing, and not unknown.
    values: lines.map((line) => columns.map((each) => cells.get(`${line} ${each}`) ?? 0)),
  }
}
