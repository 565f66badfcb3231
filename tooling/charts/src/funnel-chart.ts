import { createElement, type ReactNode } from 'react'

import type { FunnelChartProps } from './chart-props.ts'
import { funnelLayout, type FunnelStep } from './funnel-layout.ts'
import { NoData } from './no-data.ts'
import { colour, seriesColour } from './palette.ts'
import { partsSentence } from './part-words.ts'
import { label, picture, round } from './picture.ts'

/** Steps that fewer and fewer take: how many each has, and what share of the first and of the one before. */
export function FunnelChart(props: FunnelChartProps): ReactNode {
  if (props.steps.every(({ value }) => value === null)) return createElement(NoData, props)
  const { width, height, steps, slopes } = funnelLayout(props)
  const said = steps.map(({ name, written, ofPrevious }) => ({ name, written, share: ofPrevious }))
  return picture(
    { frame: props, width, height, description: partsSentence(props, said) },
    createElement(
      'g',
      { 'aria-hidden': true, fill: seriesColour(0), fillOpacity: 0.14 },
      ...slopes.map((d) => createElement('path', { d })),
    ),
    ...steps.map((step, index) => stepOf(step, width, steps[index - 1])),
  )
}

function stepOf(
  { id, name, label: shown, value, written, ofFirst, ofPrevious, bar, y }: FunnelStep,
  width: number,
  before: FunnelStep | undefined,
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
          rx: 3,
          fill: seriesColour(0),
        }),
    before === undefined || ofPrevious === ''
      ? null
      : label(`↓ ${ofPrevious}`, {
          x: bar.x + 8,
          y: (before.bar.y + before.bar.height + bar.y) / 2,
          fill: colour('muted'),
          size: 11,
        }),
    label(written, { x: width - 60, y, anchor: 'end', weight: 600 }),
    label(ofFirst, { x: width, y, anchor: 'end', fill: colour('muted') }),
  )
}
