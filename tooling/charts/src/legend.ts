import { createElement, type ReactNode } from 'react'

import { swatchGap, swatchWidth, type Legend, type PlacedEntry } from './legend-layout.ts'
import { marker } from './marker.ts'
import { colour, seriesColour } from './palette.ts'
import { label, round } from './picture.ts'

export function legend({ entries }: Legend): ReactNode {
  if (entries.length === 0) return null
  return createElement(
    'g',
    { 'aria-hidden': true },
    ...entries.map((entry) =>
      createElement(
        'g',
        null,
        swatch(entry),
        label(entry.label, {
          x: entry.x + swatchWidth(entry.form) + swatchGap,
          y: entry.y,
          fill: colour('muted'),
          whole: entry.label === entry.name ? undefined : entry.name,
        }),
      ),
    ),
  )
}

function swatch({ form, series, hasMarker, x, y }: PlacedEntry): ReactNode {
  const own = seriesColour(series)
  const [left, middle] = [round(x), round(x + swatchWidth(form) / 2)]
  switch (form) {
    case 'line':
      return createElement(
        'g',
        { stroke: own, fill: own },
        createElement('path', { d: `M${left} ${y}h${swatchWidth(form)}`, strokeWidth: 2 }),
        hasMarker === true ? marker(series, { x: middle, y }) : null,
      )
    case 'dashed':
      return createElement('path', {
        d: `M${left} ${y}h${swatchWidth(form)}`,
        stroke: series === 0 ? colour('compared') : own,
        strokeWidth: 1.5,
        strokeDasharray: '5 3',
      })
    case 'square':
      return createElement('rect', {
        x: left,
        y: y - 6,
        width: 12,
        height: 12,
        rx: 2,
        fill: own,
      })
    case 'hatched':
    default:
      return createElement('rect', {
        x: left + 0.5,
        y: y - 5.5,
        width: 11,
        height: 11,
        rx: 2,
        fill: own,
        fillOpacity: 0.16,
        stroke: own,
        strokeDasharray: '3 2',
      })
  }
}
