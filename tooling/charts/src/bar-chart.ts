import { createElement, type ReactNode } from 'react'

import { placeLine, valueLines } from './axes.ts'
import { barLayout, type Bar } from './bar-layout.ts'
import type { BarChartProps } from './chart-props.ts'
import { legend } from './legend.ts'
import { NoData } from './no-data.ts'
import { colour, seriesColour } from './palette.ts'
import { picture, round } from './picture.ts'
import { hasData, seriesSentences } from './series-words.ts'

/**
 * Bars over time or by category, beside each other or stacked.
 *
 * What has not ended is paler and has a dashed edge; what it is compared with stands before it, hollow.
 */
export function BarChart(props: BarChartProps): ReactNode {
  if (!hasData(props.series)) return createElement(NoData, props)
  const layout = barLayout(props)
  return picture(
    {
      frame: props,
      width: layout.width,
      height: layout.height,
      description: seriesSentences(props),
    },
    legend(layout.legend),
    valueLines(layout),
    ...props.series.map(({ id }, series) =>
      createElement(
        'g',
        { 'data-series': id, fill: seriesColour(series) },
        ...layout.bars
          .filter((bar) => bar.series === series)
          .map((bar) => barOf(bar, layout.isStacked)),
      ),
    ),
    placeLine(layout, layout.placeTicks),
  )
}

function barOf(bar: Bar, isStacked: boolean): ReactNode {
  const isPale = bar.isCompared || bar.isIncomplete
  return createElement('path', {
    'data-x': bar.at,
    'data-value': bar.value,
    ...(bar.isCompared && { 'data-compared': bar.id }),
    d: barPath(bar, isStacked ? 0 : Math.min(2.5, bar.width / 4)),
    ...(isPale && {
      fillOpacity: bar.isCompared ? 0.16 : 0.4,
      stroke: seriesColour(bar.series),
      strokeDasharray: '3 2',
    }),
    // Parts of a stack that are alike in grey are told apart by what is between them.
    ...(isStacked && !isPale && bar.height > 3 && { stroke: colour('ground') }),
  })
}

/** A bar with its far corners rounded. */
function barPath({ x, y, width, height, value }: Bar, corner: number): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(round)
  const r = round(Math.min(corner, height))
  if (r === 0) return `M${left} ${top}H${right}V${bottom}H${left}z`
  const [flat, far, inward] = value < 0 ? [top, bottom, -r] : [bottom, top, r]
  const sweep = value < 0 ? 0 : 1
  return (
    `M${left} ${flat}V${round(Number(far) + inward)}a${r} ${r} 0 0 ${sweep} ${r} ${-inward}` +
    `H${round(Number(right) - r)}a${r} ${r} 0 0 ${sweep} ${r} ${inward}V${flat}z`
  )
}
