import { scaleBand } from 'd3-scale'

import { categoryLines, categoryTicks, periodTicks } from './bar-labels.ts'
import type { BarChartProps, Known } from './chart-props.ts'
import type { LegendEntry } from './legend-layout.ts'
import { plotFrame, settled, type Box, type PlaceTick, type PlotFrame } from './plot-frame.ts'
import { placeNames, rowsAt } from './series-words.ts'
import type { Target } from './target.ts'
import { linesIn, valueAxis } from './value-axis.ts'
import { filled } from './words.ts'

export interface Bar extends Box {
  readonly id: string
  readonly series: number
  readonly value: number
  /** The period or category, as it was given. */
  readonly at: string
  readonly isCompared: boolean
  readonly isIncomplete: boolean
}

export interface BarLayout extends PlotFrame {
  readonly width: number
  readonly placeTicks: readonly PlaceTick[]
  readonly bars: readonly Bar[]
  readonly isStacked: boolean
  readonly targets: readonly Target[]
}

/** Bars that are wider look like boxes. */
const widest = 56

export function barLayout(props: BarChartProps): BarLayout {
  const base = settled(props)
  const { locale, words, width, height } = base
  const places = 'categories' in props ? props.categories : props.periods
  const isStacked = props.arrangement === 'stacked'
  const columns = columnsOf(props)
  const stacks = isStacked ? places.flatMap((_, index) => reachOf(columns, index)) : []
  const all = isStacked ? stacks : columns.flatMap(({ values }) => values)
  const axis = valueAxis(all, props.format, { locale, count: linesIn(height) })
  const entries = columns.map(({ name, series, isCompared }): LegendEntry => ({
    name: isCompared ? filled(words.compared, { name }) : name,
    series,
    form: isCompared ? 'hatched' : 'square',
  }))
  const labelLines = 'categories' in props ? categoryLines(places, width) : 1
  const frame = plotFrame(base, axis, { entries, labelLines })
  const bands = scaleBand<number>()
    .domain(places.map((_, index) => index))
    .range([frame.plot.x, frame.plot.x + frame.plot.width])
    .paddingInner(0.28)
    .paddingOuter(0.14)
  const middles = places.map((_, index) => (bands(index) ?? 0) + bands.bandwidth() / 2)
  const size = { frame, middles, band: bands.bandwidth(), step: bands.step() }
  return {
    ...frame,
    width,
    isStacked,
    placeTicks:
      'categories' in props
        ? categoryTicks(places, { ...size, width, labelLines })
        : periodTicks(props, middles),
    bars: places.flatMap((_, index) => barsAt(props, columns, index, size)),
    targets: targetsOf(props, places, size),
  }
}

interface Column {
  readonly id: string
  readonly name: string
  readonly series: number
  readonly values: readonly Known[]
  readonly isCompared: boolean
}

/** What stands in each place, from left to right: what was before stands before. */
function columnsOf({ series, arrangement }: BarChartProps): readonly Column[] {
  return series.flatMap(({ id, name, values, compared }, index) => {
    const own = { id, name, series: index, values, isCompared: false }
    return compared === undefined || arrangement === 'stacked'
      ? [own]
      : [{ ...own, values: compared, isCompared: true }, own]
  })
}

/** How far a stack reaches below nothing, and above. */
function reachOf(columns: readonly Column[], index: number): readonly [number, number] {
  const values = columns.map((column) => column.values[index] ?? 0)
  return [sumOf(values.filter((value) => value < 0)), sumOf(values.filter((value) => value > 0))]
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

interface Size {
  readonly frame: PlotFrame
  /** The middle of each place. */
  readonly middles: readonly number[]
  readonly band: number
  readonly step: number
}

function barsAt(
  props: BarChartProps,
  columns: readonly Column[],
  index: number,
  { frame, middles, band }: Size,
): readonly Bar[] {
  const isStacked = props.arrangement === 'stacked'
  const across = isStacked ? 1 : columns.length
  const width = Math.min(widest, band / across)
  const left = (middles[index] ?? 0) - (width * across) / 2
  const space = across > 1 && width > 4 ? 1 : 0
  let [below, above] = [0, 0]
  return columns.flatMap(({ id, series, values, isCompared }, column): Bar[] => {
    const value = values[index] ?? null
    if (value === null) return []
    const from = !isStacked ? 0 : value < 0 ? below : above
    if (value < 0) below += value
    else above += value
    const [y, end] = [frame.yOf(from), frame.yOf(from + value)].toSorted((a, b) => a - b)
    return [
      {
        id,
        series,
        value,
        isCompared,
        at: ('categories' in props ? props.categories : props.periods)[index] ?? '',
        isIncomplete: 'periods' in props && props.incomplete?.[index] === true,
        x: left + (isStacked ? 0 : column * width) + space / 2,
        y: y ?? 0,
        width: Math.max(0.5, width - space),
        height: (end ?? 0) - (y ?? 0),
      },
    ]
  })
}

function targetsOf(
  props: BarChartProps,
  places: readonly string[],
  { frame: { plot, yOf }, middles, step }: Size,
): readonly Target[] {
  const names = placeNames(props)
  const columns = columnsOf(props)
  return places.map((place, index) => {
    const known = columns.flatMap(({ values }) => values[index] ?? [])
    const highest =
      props.arrangement === 'stacked' ? reachOf(columns, index)[1] : Math.max(0, ...known)
    const middle = middles[index] ?? 0
    return {
      id: place,
      x: middle - step / 2,
      y: plot.y,
      width: step,
      height: plot.height,
      tip: { x: middle, y: yOf(highest) },
      title: names[index] ?? '',
      rows: rowsAt(props, index),
    }
  })
}
