import type { LineChartProps, Known, Series } from './chart-props.ts'
import type { LegendEntry } from './legend-layout.ts'
import { areaOf, joined, pathOf, type Point } from './line-paths.ts'
import { periodOf } from './period.ts'
import {
  fontSize,
  placeTick,
  plotFrame,
  settled,
  type PlaceTick,
  type PlotFrame,
} from './plot-frame.ts'
import { placeNames, rowsAt } from './series-words.ts'
import type { Target } from './target.ts'
import { timeTicks } from './time-axis.ts'
import { linesIn, valueAxis } from './value-axis.ts'
import { filled } from './words.ts'

export interface LinePoint {
  readonly x: number
  readonly y: number
  readonly value: number
  /** The period, as it was given. */
  readonly at: string
  readonly isIncomplete: boolean
  /** Whether both neighbours are unknown, so that no line shows it. */
  readonly isAlone: boolean
}

export interface DrawnLine {
  readonly id: string
  readonly series: number
  /** Paths of SVG; empty where there is nothing to draw. */
  readonly complete: string
  readonly incomplete: string
  readonly compared: string
  readonly area: string
  readonly points: readonly LinePoint[]
  readonly showsPoints: boolean
  /** Whether points are so close that a line of usual weight would be a patch. */
  readonly isDense: boolean
}

export interface LineLayout extends PlotFrame {
  readonly width: number
  readonly placeTicks: readonly PlaceTick[]
  readonly lines: readonly DrawnLine[]
  readonly targets: readonly Target[]
}

/** Pixels from one point to the next below which marks would make a chain. */
const roomOfMarks = 16

export function lineLayout(props: LineChartProps): LineLayout {
  const { locale, words, width, height } = settled(props)
  const base = settled(props)
  const periods = props.periods.map(periodOf)
  const all = props.series.flatMap(({ values, compared = [] }) => [...values, ...compared])
  const axis = valueAxis(all, props.format, { locale, count: linesIn(height) })
  const isMarked = props.series.length > 1
  const entries = props.series.flatMap(({ name, compared }, series): LegendEntry[] => [
    { name, series, form: 'line', hasMarker: isMarked },
    ...(compared === undefined
      ? []
      : [{ name: filled(words.compared, { name }), series, form: 'dashed' as const }]),
  ])
  const frame = plotFrame(base, axis, { entries })
  const place = placing(
    periods.map(({ start }) => start),
    frame.plot,
  )
  const xs = periods.map(({ start }) => place(start))
  const step = frame.plot.width / Math.max(1, xs.length - 1)
  const timeAxis = { periods, locale, timeZone: props.timeZone ?? 'UTC', fontSize, place }
  return {
    ...frame,
    width,
    placeTicks: timeTicks(timeAxis).map(({ at, label }) =>
      placeTick(place(at), [label], { width }),
    ),
    lines: props.series.map((series, index) => ({
      ...drawn(series, props, { xs, frame }),
      series: index,
      isDense: step < 3,
      showsPoints: step >= roomOfMarks && (isMarked || xs.length <= 15),
    })),
    targets: targetsOf(props, xs, frame),
  }
}

/** Instants from left to right, a pixel or two from the edges; a single one in the middle. */
function placing(
  starts: readonly number[],
  plot: { readonly x: number; readonly width: number },
): (instant: number) => number {
  const first = starts[0] ?? 0
  const reach = (starts.at(-1) ?? 0) - first
  const inset = Math.min(4, plot.width / 10)
  return reach === 0
    ? () => plot.x + plot.width / 2
    : (instant) => plot.x + inset + (plot.width - 2 * inset) * ((instant - first) / reach)
}

function drawn(
  { id, values, compared = [] }: Series,
  { periods, incomplete = [], isArea }: LineChartProps,
  { xs, frame }: { readonly xs: readonly number[]; readonly frame: PlotFrame },
): Omit<DrawnLine, 'series' | 'showsPoints' | 'isDense'> {
  const pointsOf = (of: readonly Known[]): Point[] =>
    xs.map((x, index) => {
      const value = of[index] ?? null
      return {
        x,
        y: value === null ? null : frame.yOf(value),
        isIncomplete: incomplete[index] === true,
      }
    })
  const points = pointsOf(values)
  const isKnown = (index: number) => points[index] !== undefined && points[index].y !== null
  return {
    id,
    complete: joined(points, (from, to) => !from.isIncomplete && !to.isIncomplete),
    incomplete: joined(points, (from, to) => from.isIncomplete || to.isIncomplete),
    compared: pathOf(pointsOf(compared)),
    area: isArea === true ? areaOf(points, frame.zero) : '',
    points: points.flatMap(({ x, y, isIncomplete }, index) =>
      y === null
        ? []
        : [
            {
              x,
              y,
              value: values[index] ?? 0,
              at: periods[index] ?? '',
              isIncomplete,
              isAlone: !isKnown(index - 1) && !isKnown(index + 1),
            },
          ],
    ),
  }
}

function targetsOf(
  props: LineChartProps,
  xs: readonly number[],
  { plot, yOf }: PlotFrame,
): Target[] {
  const names = placeNames(props)
  return xs.map((x, index) => {
    const left = index === 0 ? plot.x : (x + (xs[index - 1] ?? x)) / 2
    const right = index === xs.length - 1 ? plot.x + plot.width : (x + (xs[index + 1] ?? x)) / 2
    const known = props.series.flatMap(({ values }) => values[index] ?? [])
    return {
      id: props.periods[index] ?? '',
      x: left,
      y: plot.y,
      width: right - left,
      height: plot.height,
      tip: { x, y: yOf(known.length === 0 ? 0 : Math.max(...known)) },
      title: names[index] ?? '',
      rows: rowsAt(props, index),
    }
  })
}
