import type { ChartFrame } from './chart-props.ts'
import { legendOf, type Legend, type LegendEntry } from './legend-layout.ts'
import { widestText } from './text-width.ts'
import type { ValueAxis } from './value-axis.ts'
import { wordsWith, type ChartWords } from './words.ts'

export const fontSize = 12
export const headingSize = 15

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a chart is told, with what holds where it is told nothing. */
export interface Settled {
  readonly locale: string
  readonly words: ChartWords
  readonly width: number
  readonly height: number
  /** Where the picture begins below the heading. */
  readonly top: number
}

export function settled({ locale, words, width, height, heading }: ChartFrame): Settled {
  return {
    locale: locale ?? 'en',
    words: wordsWith(words),
    width: width ?? 640,
    height: height ?? 260,
    top: heading === true ? headingSize + 14 : 0,
  }
}

export interface ValueTick {
  readonly y: number
  readonly label: string
}

/** A text under the plot. */
export interface PlaceTick {
  /** What it is the label of. */
  readonly at: number
  /** Where the text stands, by its anchor. */
  readonly x: number
  /** One, or two where names of categories are long. */
  readonly lines: readonly string[]
  /** The whole, where it is cut. */
  readonly whole?: string
  readonly anchor: 'start' | 'middle' | 'end'
}

/** A plot with values upwards: what lines and bars have in common. */
export interface PlotFrame {
  /** Of the picture: more than was asked for where a long legend would leave no room for what is drawn. */
  readonly height: number
  readonly plot: Box
  readonly legend: Legend
  readonly valueTicks: readonly ValueTick[]
  /** The height of a value, from above. */
  readonly yOf: (value: number) => number
  /** The line of nothing. */
  readonly zero: number
}

const labelsHeight = 24
export const lineHeight = 15
/** Names of series on more lines make the picture higher. */
const legendRoom = 46
/** Half a label stands out above the highest line. */
const above = 8

export function plotFrame(
  { width, height: asked, top }: Settled,
  axis: ValueAxis,
  {
    entries,
    labelLines = 1,
  }: { readonly entries: readonly LegendEntry[]; readonly labelLines?: number },
): PlotFrame {
  const legend = legendOf(entries, { x: 0, y: top, width })
  const widest = widestText(
    axis.ticks.map(({ label }) => label),
    fontSize,
  )
  const height = asked + Math.max(0, legend.height - legendRoom)
  const x = widest + 10
  const y = top + legend.height + above
  const plot = {
    x,
    y,
    width: Math.max(1, width - x - 6),
    height: Math.max(1, height - y - labelsHeight - (labelLines - 1) * lineHeight),
  }
  const reach = axis.highest - axis.lowest
  const yOf = (value: number) => plot.y + plot.height * ((axis.highest - value) / reach)
  return {
    height,
    plot,
    legend,
    yOf,
    zero: yOf(0),
    valueTicks: axis.ticks.map(({ value, label }) => ({ y: yOf(value), label })),
  }
}

/** A label under its place, moved inside where it would stand out of the picture. */
export function placeTick(
  at: number,
  lines: readonly string[],
  { width, whole }: { readonly width: number; readonly whole?: string },
): PlaceTick {
  const half = widestText(lines, fontSize) / 2
  const anchor = at + half > width ? 'end' : at - half < 0 ? 'start' : 'middle'
  const x = anchor === 'end' ? width : anchor === 'start' ? 0 : at
  const isCut = whole !== undefined && lines.join(' ') !== whole
  return { at, x, lines, anchor, ...(isCut && { whole }) }
}
