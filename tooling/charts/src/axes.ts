import { createElement, type ReactNode } from 'react'

import { colour } from './palette.ts'
import { label, round } from './picture.ts'
import type { PlaceTick, PlotFrame } from './plot-frame.ts'

/** Lines and labels of the values, behind what is drawn. */
export function valueLines({ plot, valueTicks, zero }: PlotFrame): ReactNode {
  return createElement(
    'g',
    { 'aria-hidden': true },
    createElement('path', {
      d: valueTicks
        .filter(({ y }) => Math.abs(y - zero) > 0.1)
        .map(({ y }) => `M${plot.x} ${crisp(y)}h${round(plot.width)}`)
        .join(''),
      stroke: colour('grid'),
      fill: 'none',
    }),
    createElement(
      'g',
      { fill: colour('muted') },
      ...valueTicks.map((tick) => label(tick.label, { x: plot.x - 10, y: tick.y, anchor: 'end' })),
    ),
  )
}

/** The line of nothing, and what stands under the plot; before what is drawn. */
export function placeLine({ plot, zero }: PlotFrame, ticks: readonly PlaceTick[]): ReactNode {
  const y = plot.y + plot.height + 14
  return createElement(
    'g',
    { 'aria-hidden': true },
    createElement('path', {
      d: `M${plot.x} ${crisp(zero)}h${round(plot.width)}`,
      stroke: colour('axis'),
      fill: 'none',
    }),
    createElement(
      'g',
      { fill: colour('muted') },
      ...ticks.map(({ x, label: text, anchor, whole }) => label(text, { x, y, anchor, whole })),
    ),
  )
}

/** A line of one pixel is sharp where it lies between two edges. */
function crisp(y: number): number {
  return Math.round(y - 0.5) + 0.5
}
