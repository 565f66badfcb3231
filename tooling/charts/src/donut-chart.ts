import { createElement, type ReactNode } from 'react'

import type { DonutChartProps } from './chart-props.ts'
import { donutLayout, type DonutLayout, type DonutPart } from './donut-layout.ts'
import { NoData } from './no-data.ts'
import { colour, seriesColour } from './palette.ts'
import { partsSentence } from './part-words.ts'
import { label, picture, round } from './picture.ts'

/** Parts of a whole as a ring, and beside it what each is. */
export function DonutChart(props: DonutChartProps): ReactNode {
  if (!props.parts.some(({ value }) => value !== null)) return createElement(NoData, props)
  const layout = donutLayout(props)
  const { width, height, middle, radius, parts } = layout
  return picture(
    { frame: props, width, height, description: partsSentence(props, parts) },
    createElement(
      'g',
      { transform: `translate(${round(middle.x)} ${round(middle.y)})` },
      parts.every(({ path }) => path === '')
        ? createElement('circle', {
            r: round(radius * 0.82),
            fill: 'none',
            stroke: colour('track'),
            strokeWidth: round(radius * 0.36),
          })
        : null,
      ...parts.map(({ id, path, series, value }) =>
        path === ''
          ? null
          : createElement('path', {
              'data-x': id,
              'data-value': value,
              d: path,
              fill: seriesColour(series),
              stroke: colour('ground'),
              strokeWidth: 2,
            }),
      ),
    ),
    label(layout.total, {
      x: middle.x,
      y: middle.y,
      anchor: 'middle',
      weight: 600,
      size: Math.max(12, Math.min(18, radius / 4)),
    }),
    ...parts.map((part) => rowOf(part, layout)),
  )
}

function rowOf(
  { name, label: shown, written, share, series, y }: DonutPart,
  { list }: DonutLayout,
): ReactNode {
  return createElement(
    'g',
    null,
    createElement('rect', {
      x: round(list.x),
      y: round(y - 6),
      width: 12,
      height: 12,
      rx: 2,
      fill: seriesColour(series),
    }),
    label(shown, { x: list.x + 20, y, whole: shown === name ? undefined : name }),
    list.valuesEnd === undefined ? null : label(written, { x: list.valuesEnd, y, anchor: 'end' }),
    label(share, { x: list.sharesEnd, y, anchor: 'end', fill: colour('muted') }),
  )
}
