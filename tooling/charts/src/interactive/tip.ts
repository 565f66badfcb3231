import { createElement, type CSSProperties, type ReactNode } from 'react'

import { marker } from '../marker.ts'
import { colour, seriesColour } from '../palette.ts'
import type { Target, TargetRow } from '../target.ts'

/** What is said of a point, beside it; whoever hears it has heard it already. */
export function Tip({
  target,
  width,
  hasMarkers,
}: {
  readonly target: Target
  /** Whether series are told apart by marks, as lines are. */
  readonly hasMarkers: boolean
  /** Of the chart, in which the tip stays. */
  readonly width: number
}): ReactNode {
  return createElement(
    'div',
    { className: 'chart-tip', 'aria-hidden': true, style: placed(target, width) },
    createElement('div', { className: 'chart-tip-title' }, target.title),
    ...target.rows.map((row) =>
      createElement(
        'div',
        { className: 'chart-tip-row' },
        row.series === undefined ? null : swatch(row, row.series, hasMarkers),
        row.name === '' ? null : createElement('span', null, row.name),
        createElement('span', row.name === '' ? null : { className: 'chart-tip-value' }, row.value),
      ),
    ),
  )
}

function placed({ tip }: Target, width: number): CSSProperties {
  const gap = 12
  const top = Math.max(0, tip.y - gap)
  const lift = tip.y < 72 ? '0' : '-100%'
  return tip.x > width / 2
    ? { right: width - tip.x + gap, top, transform: `translateY(${lift})` }
    : { left: tip.x + gap, top, transform: `translateY(${lift})` }
}

function swatch({ isCompared }: TargetRow, series: number, hasMarkers: boolean): ReactNode {
  return createElement(
    'svg',
    { width: 10, height: 10, viewBox: '0 0 10 10' },
    isCompared === true
      ? createElement('path', { d: 'M0 5h10', stroke: colour('compared'), strokeDasharray: '4 2' })
      : hasMarkers
        ? marker(series, { x: 5, y: 5, radius: 3.8 }, { fill: seriesColour(series) })
        : createElement('rect', { width: 10, height: 10, rx: 2, fill: seriesColour(series) }),
  )
}
