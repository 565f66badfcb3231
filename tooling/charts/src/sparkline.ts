import { line } from 'd3-shape'
import { createElement, type ReactNode } from 'react'

import type { SparklineProps } from './chart-props.ts'
import { colour, seriesColour } from './palette.ts'
import { picture, round } from './picture.ts'
import { settled } from './plot-frame.ts'
import { formatValue } from './value-format.ts'
import { filled } from './words.ts'

export interface SparklineLayout {
  readonly width: number
  readonly height: number
  readonly path: string
  readonly last: { readonly x: number; readonly y: number } | undefined
}

const inset = 4

/** A line from its lowest value to its highest: it shows the way, not how much. */
export function sparklineLayout(props: SparklineProps): SparklineLayout {
  const { width, height } = settled({ width: 120, height: 32, ...props })
  const known = props.values.filter((value) => value !== null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const step = (width - 2 * inset) / Math.max(1, props.values.length - 1)
  const points = props.values.map((value, index) => ({
    x: props.values.length === 1 ? width / 2 : inset + index * step,
    y:
      value === null
        ? null
        : most === least
          ? height / 2
          : inset + (height - 2 * inset) * ((most - value) / (most - least)),
  }))
  const last = points.findLast(({ y }) => y !== null)
  return {
    width,
    height,
    path:
      line<(typeof points)[number]>()
        .digits(1)
        .defined(({ y }) => y !== null)
        .x(({ x }) => x)
        .y(({ y }) => y ?? 0)(points) ?? '',
    last: last === undefined || last.y === null ? undefined : { x: last.x, y: last.y },
  }
}

/** A line as high as a word, which ends in a dot, or in a ring where the last value has not ended. */
export function Sparkline(props: SparklineProps): ReactNode {
  const { width, height, path, last } = sparklineLayout(props)
  return picture(
    { frame: { ...props, heading: false }, width, height, description: described(props) },
    createElement('path', {
      d: path,
      fill: 'none',
      stroke: seriesColour(0),
      strokeWidth: 1.5,
      strokeLinejoin: 'round',
      strokeLinecap: 'round',
    }),
    last === undefined
      ? null
      : createElement('circle', {
          cx: round(last.x),
          cy: round(last.y),
          r: 2.5,
          fill: props.isLastIncomplete === true ? colour('ground') : seriesColour(0),
          stroke: seriesColour(0),
        }),
  )
}

function described({ title, values, format, isLastIncomplete, ...frame }: SparklineProps): string {
  const { locale, words } = settled({ title, ...frame })
  const known = values.filter((value) => value !== null)
  const last = known.at(-1)
  if (last === undefined) return words.noData
  const value = formatValue(last, format, locale)
  return filled(words.sparkSentence, {
    lowest: formatValue(Math.min(...known), format, locale),
    highest: formatValue(Math.max(...known), format, locale),
    last: isLastIncomplete === true ? `${value}, ${words.incomplete}` : value,
  })
}
