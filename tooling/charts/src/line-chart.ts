import { createElement, type ReactNode } from 'react'

import { placeLine, valueLines } from './axes.ts'
import type { LineChartProps } from './chart-props.ts'
import { legend } from './legend.ts'
import { lineLayout, type DrawnLine } from './line-layout.ts'
import { marker } from './marker.ts'
import { NoData } from './no-data.ts'
import { colour, seriesColour } from './palette.ts'
import { picture, round } from './picture.ts'
import { hasData, seriesSentences } from './series-words.ts'

/**
 * Lines over time, or areas.
 *
 * What is unknown is a gap; what has not ended is dotted, and ends in a hollow mark; what it is compared with is dashed.
 */
export function LineChart(props: LineChartProps): ReactNode {
  if (!hasData(props.series)) return createElement(NoData, props)
  const layout = lineLayout(props)
  const isOnly = layout.lines.length === 1
  return picture(
    {
      frame: props,
      width: layout.width,
      height: layout.height,
      description: seriesSentences(props),
    },
    legend(layout.legend),
    valueLines(layout),
    ...layout.lines.map(areaBelow),
    placeLine(layout, layout.placeTicks, 4),
    ...layout.lines.map((line) => comparedLine(line, isOnly)),
    ...layout.lines.map((line) => lineOf(line, isOnly)),
  )
}

function areaBelow({ area, series }: DrawnLine): ReactNode {
  return area === ''
    ? null
    : createElement('path', { d: area, fill: seriesColour(series), fillOpacity: 0.12 })
}

function comparedLine({ compared, series, id }: DrawnLine, isOnly: boolean): ReactNode {
  if (compared === '') return null
  return createElement('path', {
    'data-compared': id,
    d: compared,
    fill: 'none',
    stroke: isOnly ? colour('compared') : seriesColour(series),
    strokeWidth: 1.5,
    strokeDasharray: '5 3',
    strokeLinejoin: 'round',
  })
}

function lineOf(
  { id, series, complete, incomplete, points, showsPoints, isDense }: DrawnLine,
  isOnly: boolean,
) {
  const shown = points.filter(
    (point, index) =>
      showsPoints || point.isAlone || point.isIncomplete || (isOnly && index === points.length - 1),
  )
  const path = {
    fill: 'none',
    strokeWidth: isDense ? 1.25 : 2,
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
  } as const
  return createElement(
    'g',
    { 'data-series': id, stroke: seriesColour(series), fill: seriesColour(series) },
    complete === '' ? null : createElement('path', { ...path, d: complete }),
    incomplete === ''
      ? null
      : createElement('path', { ...path, d: incomplete, strokeDasharray: '0.1 4.5' }),
    ...shown.map(({ x, y, at, value, isIncomplete }) =>
      marker(
        series,
        { x: round(x), y: round(y) },
        {
          'data-x': at,
          'data-value': value,
          strokeWidth: 1.5,
          ...(isIncomplete && { fill: colour('ground') }),
          ...(!isIncomplete && { stroke: colour('ground') }),
        },
      ),
    ),
  )
}
