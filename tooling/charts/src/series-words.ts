import type { BarChartProps, LineChartProps, Known, Series } from './chart-props.ts'
import { periodName, periodOf } from './period.ts'
import { settled } from './plot-frame.ts'
import type { TargetRow } from './target.ts'
import { formatValue } from './value-format.ts'
import { filled } from './words.ts'

type SeriesProps = LineChartProps | BarChartProps

/** What stands at the places of a chart, in full, from left to right. */
export function placeNames(props: SeriesProps): readonly string[] {
  const { locale, words } = settled(props)
  if ('categories' in props) return props.categories
  const { periods, incomplete = [], timeZone = 'UTC' } = props
  return periods.map((period, index) => {
    const name = periodName(periodOf(period), locale, timeZone)
    return incomplete[index] === true ? `${name}, ${words.incomplete}` : name
  })
}

/** What each series has at a place, and had before. */
export function rowsAt(props: SeriesProps, index: number): readonly TargetRow[] {
  const { words } = settled(props)
  const isOnly = props.series.length === 1
  return props.series.flatMap(({ name, values, compared }, series): TargetRow[] => [
    {
      name: isOnly && compared === undefined ? '' : name,
      series,
      value: written(values[index], props),
    },
    ...(compared === undefined
      ? []
      : [
          {
            name: comparedName(props, index) ?? filled(words.compared, { name }),
            series,
            isCompared: true,
            value: written(compared[index], props),
          },
        ]),
  ])
}

/** For a single series, the period itself: it says more than that it was before. */
function comparedName(props: SeriesProps, index: number): string | undefined {
  if ('categories' in props || props.series.length > 1) return undefined
  const period = props.comparedPeriods?.[index]
  if (period === undefined) return undefined
  return periodName(periodOf(period), settled(props).locale, props.timeZone ?? 'UTC')
}

export function written(value: Known | undefined, props: SeriesProps): string {
  const { locale, words } = settled(props)
  return value === null || value === undefined
    ? words.unknown
    : formatValue(value, props.format, locale)
}

/** The data of a chart as sentences, one a series. */
export function seriesSentences(props: SeriesProps): string {
  const names = placeNames(props)
  return props.series.map((series) => seriesSentence(series, names, props)).join(' ')
}

function seriesSentence(
  { name, values }: Series,
  names: readonly string[],
  props: SeriesProps,
): string {
  const { words } = settled(props)
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ value, at: names[index] ?? '' }],
  )
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return `${name}: ${words.noData}.`
  if (known.length === 1)
    return filled(words.oneSentence, { name, value: written(first.value, props), at: first.at })
  const lowest = known.reduce((least, each) => (each.value < least.value ? each : least))
  const highest = known.reduce((most, each) => (each.value > most.value ? each : most))
  return filled(words.rangeSentence, {
    name,
    lowest: written(lowest.value, props),
    lowestAt: lowest.at,
    highest: written(highest.value, props),
    highestAt: highest.at,
    last: written(last.value, props),
    lastAt: last.at,
  })
}

export function hasData(series: readonly Series[]): boolean {
  return series.some(({ values, compared = [] }) =>
    [...values, ...compared].some((value) => value !== null),
  )
}
