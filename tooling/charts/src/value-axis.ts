import { nice, ticks } from 'd3-array'

import type { Known } from './chart-props.ts'
import { formatTicks, type ValueFormat } from './value-format.ts'

export interface ValueAxis {
  readonly lowest: number
  readonly highest: number
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
}

/**
 * An axis that holds nothing and all values, begins and ends at round ones, and has about as many lines as are asked for.
 *
 * What is counted has no lines between whole numbers. Where all is nothing it ends at one.
 */
export function valueAxis(
  values: readonly Known[],
  format: ValueFormat,
  { locale, count }: { readonly locale: string; readonly count: number },
): ValueAxis {
  const known = values.filter((value) => value !== null)
  const least = Math.min(0, ...known)
  const most = Math.max(0, ...known)
  const isNothing = least === 0 && most === 0
  const top = isNothing ? smallestTop(format) : most
  const lineCount = isNothing ? 1 : count
  const isWhole = format.type === 'count' || format.type === 'money'
  const [lowest, highest] = nice(least, top, lineCount)
  const lines = ticks(lowest, highest, lineCount).filter(
    (tick) => !isWhole || Number.isInteger(tick),
  )
  const labels = formatTicks(lines, format, locale)
  return {
    lowest,
    highest,
    ticks: lines.map((value, index) => ({ value, label: labels[index] ?? '' })),
  }
}

function smallestTop({ type }: ValueFormat): number {
  return type === 'money' ? 100 : 1
}

/** As many lines as keep about fifty pixels between them. */
export function linesIn(height: number): number {
  return Math.max(2, Math.min(6, Math.round(height / 55)))
}
