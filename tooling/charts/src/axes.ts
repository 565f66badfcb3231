import { createElement, type ReactNode } from 'react'

import { colour } from './palette.ts'
import { label, round } from './picture.ts'
import { lineHeight, type PlaceTick, type PlotFrame } from './plot-frame.ts'

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
export function placeLine(
  { plot, zero }: PlotFrame,
  ticks: readonly PlaceTick[],
  tickLength = 0,
): ReactNode {
  const bottom = plot.y + plot.height
  const y = bottom + 15
  const marks =
    tickLength === 0
      ? ''
      : ticks.map(({ at }) => `M${crisp(at)} ${round(bottom)}v${tickLength}`).join('')
  return createElement(
    'g',
    { 'aria-hidden': true },
    createElement('path', {
      d: `M${plot.x} ${crisp(zero)}h${round(plot.width)}${marks}`,
      stroke: colour('axis'),
      fill: 'none',
    }),
    createElement(
      'g',
      { fill: colour('muted') },
      ...ticks.flatMap(({ x, lines, anchor, whole }) =>
        lines.map((text, line) => label(text, { x, y: y + line * lineHeight, anchor, whole })),
      ),
    ),
  )
}

/** A line of one pixel is sharp where it lies between two edges. */
function crisp(y: number): number {
  return Math.round(y - 0.5) + 0.5
}
