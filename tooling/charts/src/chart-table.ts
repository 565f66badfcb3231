import { sharesOf } from './bar-list-layout.ts'
import type { BarChartProps, ChartProps, LineChartProps, NamedValue } from './chart-props.ts'
import { funnelLayout } from './funnel-layout.ts'
import { heatTable } from './heat-table.ts'
import { settled } from './plot-frame.ts'
import { placeNames, written } from './series-words.ts'
import { formatValue, type ValueFormat } from './value-format.ts'
import { filled } from './words.ts'

/** The data of a chart as a table, every value in full. */
export interface TableData {
  readonly title: string
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[]
  readonly rows: readonly (readonly string[])[]
}

export function chartTable(props: ChartProps): TableData {
  switch (props.kind) {
    case 'line':
    case 'bars':
      return ofSeries(props)
    case 'barList': {
      const shares = sharesOf(props)
      const { words } = settled(props)
      return ofNamed(props, props.items, shares.length === 0 ? [] : [[words.share, shares]])
    }
    case 'donut': {
      const list = { ...props, kind: 'barList', items: props.parts, hasShares: true } as const
      return ofNamed(props, props.parts, [[settled(props).words.share, sharesOf(list)]])
    }
    case 'funnel':
      return ofFunnel(props)
    case 'sparkline':
      return {
        title: props.title,
        columns: [number(props.title)],
        rows: props.values.map((value) => [valueText(value, props)]),
      }
    case 'heatMap':
    case 'cohorts':
    default:
      return ofHeat(props)
  }
}

const text = (name: string) => ({ name, isNumber: false })
const number = (name: string) => ({ name, isNumber: true })

function ofSeries(props: LineChartProps | BarChartProps): TableData {
  const { words } = settled(props)
  const columns = props.series.flatMap(({ name, values, compared }) => [
    { name, values },
    ...(compared === undefined
      ? []
      : [{ name: filled(words.compared, { name }), values: compared }]),
  ])
  return {
    title: props.title,
    columns: [
      text('categories' in props ? words.name : words.time),
      ...columns.map(({ name }) => number(name)),
    ],
    rows: placeNames(props).map((name, index) =>
      [name].concat(columns.map(({ values }) => written(values[index], props))),
    ),
  }
}

type Formatted = ChartProps & { readonly format: ValueFormat }

function valueText(value: number | null, props: Formatted): string {
  const { locale, words } = settled(props)
  return value === null ? words.unknown : formatValue(value, props.format, locale)
}

function ofNamed(
  props: Formatted,
  items: readonly NamedValue[],
  beside: readonly (readonly [string, readonly string[]])[],
): TableData {
  const { words } = settled(props)
  return {
    title: props.title,
    columns: [text(words.name), number(words.value), ...beside.map(([name]) => number(name))],
    rows: items.map((item, index) =>
      [item.name, valueText(item.value, props)].concat(
        beside.map(([, values]) => values[index] ?? ''),
      ),
    ),
  }
}

function ofFunnel(props: Extract<ChartProps, { readonly kind: 'funnel' }>): TableData {
  const { words } = settled(props)
  const { steps } = funnelLayout(props)
  return ofNamed(props, props.steps, [
    [words.ofFirst, steps.map(({ ofFirst }) => ofFirst)],
    [words.ofPrevious, steps.map(({ ofPrevious }) => ofPrevious)],
  ])
}

function ofHeat(props: Extract<ChartProps, { readonly kind: 'heatMap' | 'cohorts' }>): TableData {
  const { heads, columns, rows } = heatTable(props)
  const values = props.kind === 'heatMap' ? props.values : props.cohorts.map((each) => each.values)
  return {
    title: props.title,
    columns: [
      ...heads.map((name, index) => (index === 0 ? text(settled(props).words.name) : number(name))),
      ...columns.map(number),
    ],
    rows: rows.map(({ name, beside, cells }, index) =>
      [name, beside]
        .flat()
        .concat(
          columns.map((_, place) =>
            place < cells.length ? valueText(values[index]?.[place] ?? null, props) : '',
          ),
        ),
    ),
  }
}
