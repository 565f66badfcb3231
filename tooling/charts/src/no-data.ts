import { createElement, type ReactNode } from 'react'

import type { ChartFrame } from './chart-props.ts'
import { colour } from './palette.ts'
import { label, picture } from './picture.ts'
import { settled } from './plot-frame.ts'

/** A box of the chart's size that says that there is nothing to show, so that nothing moves when there is. */
export function NoData(frame: ChartFrame): ReactNode {
  const { width, height, top, words } = settled(frame)
  const box = { x: 0.5, y: top + 0.5, width: width - 1, height: Math.max(1, height - top - 1) }
  return picture(
    { frame, width, height, description: words.noData },
    createElement('rect', { ...box, rx: 6, fill: colour('track'), stroke: colour('grid') }),
    label(words.noData, {
      x: width / 2,
      y: box.y + box.height / 2,
      anchor: 'middle',
      fill: colour('muted'),
    }),
  )
}
