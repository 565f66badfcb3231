import { createElement, type ReactNode } from 'react'

import { barListLayout, type ListRow } from './bar-list-layout.ts'
import type { BarListProps } from './chart-props.ts'
import { NoData } from './no-data.ts'
import { colour, seriesColour } from './palette.ts'
import { partsSentence } from './part-words.ts'
import { label, picture, round } from './picture.ts'

/** Horizontal bars with their names before and their values behind them. */
export function BarList(props: BarListProps): ReactNode {
  if (props.items.every(({ value }) => value === null)) return createElement(NoData, props)
  const layout = barListLayout(props)
  const { width, height, rows, zero } = layout
  const hasNegative = rows.some(({ value }) => value !== null && value < 0)
  const last = rows.at(-1)
  return picture(
    { frame: props, width, height, description: partsSentence(props, rows) },
    ...rows.map((row) => rowOf(row, layout)),
    hasNegative && last !== undefined
      ? createElement('path', {
          'aria-hidden': true,
          d: `M${Math.round(zero) + 0.5} ${round((rows[0]?.y ?? 0) - 12)}V${round(last.y + 12)}`,
          stroke: colour('axis'),
        })
      : null,
  )
}

function rowOf(
  { id, name, label: shown, value, written, share, y, bar }: ListRow,
  { valuesEnd, sharesEnd }: { readonly valuesEnd: number; readonly sharesEnd: number },
): ReactNode {
  return createElement(
    'g',
    null,
    label(shown, { x: 0, y, whole: shown === name ? undefined : name }),
    value === null
      ? null
      : createElement('rect', {
          'data-x': id,
          'data-value': value,
          x: round(bar.x),
          y: round(bar.y),
          width: round(Math.max(1, bar.width)),
          height: bar.height,
          rx: 2.5,
          fill: seriesColour(0),
        }),
    label(written, {
      x: valuesEnd,
      y,
      anchor: 'end',
      ...(value === null && { fill: colour('muted') }),
    }),
    share === '' ? null : label(share, { x: sharesEnd, y, anchor: 'end', fill: colour('muted') }),
  )
}
