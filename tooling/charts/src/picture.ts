import { createElement, type ReactNode } from 'react'

import type { ChartFrame } from './chart-props.ts'
import { colour } from './palette.ts'
import { fontSize, headingSize } from './plot-frame.ts'
import { cutText } from './text-width.ts'

interface Picture {
  readonly frame: ChartFrame
  readonly width: number
  readonly height: number
  /** The data in a sentence. */
  readonly description: string
}

/** The picture that a chart is drawn in: one image with a name and a description for whoever does not see it. */
export function picture(
  { frame, width, height, description }: Picture,
  ...children: readonly ReactNode[]
): ReactNode {
  return createElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      className: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      fontSize,
      fontFamily: 'var(--chart-font, inherit)',
      fill: colour('text'),
    },
    createElement('title', null, frame.title),
    createElement('desc', null, description),
    frame.heading === true ? heading(frame.title, width) : null,
    ...children,
  )
}

function heading(title: string, width: number): ReactNode {
  return createElement(
    'text',
    { x: 0, y: headingSize, fontSize: headingSize, fontWeight: 600 },
    cutText(title, headingSize, width),
  )
}

/** From the middle of a line of text down to where its letters stand, of the font’s size. */
const baseline = 0.35

/** A text whose middle is at `y`, with the whole of it where it is cut. */
export function label(
  text: string,
  place: {
    readonly x: number
    readonly y: number
    readonly anchor?: 'start' | 'middle' | 'end'
    readonly whole?: string | undefined
    readonly fill?: string
    readonly weight?: number
    readonly size?: number
  },
): ReactNode {
  const { x, y, anchor = 'start', whole, fill, weight, size } = place
  return createElement(
    'text',
    {
      x: round(x),
      y: round(y + baseline * (size ?? fontSize)),
      ...(anchor !== 'start' && { textAnchor: anchor }),
      ...(fill !== undefined && { fill }),
      ...(weight !== undefined && { fontWeight: weight }),
      ...(size !== undefined && { fontSize: size }),
    },
    whole === undefined ? null : createElement('title', null, whole),
    text,
  )
}

/** Tenths of a pixel are finer than anybody sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10
}
