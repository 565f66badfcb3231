import { createElement, useState, type KeyboardEvent, type ReactNode } from 'react'

import { Chart } from '../chart.ts'
import type { ChartProps } from '../chart-props.ts'
import { targetSentence, type Target } from '../target.ts'
import { targetsOf } from '../targets-of.ts'
import { useMeasuredWidth } from './measured-width.ts'
import { Tip } from './tip.ts'
import { walked } from './walk.ts'

/**
 * A chart as wide as its place, whose points say what they are to a pointer, and to a keyboard.
 *
 * It is one stop of the tab key; arrows, Home and End lead from point to point, Escape hides what is said.
 */
export function InteractiveChart(props: ChartProps): ReactNode {
  const [element, measured] = useMeasuredWidth()
  const width = measured ?? props.width ?? 640
  const sized = props.kind === 'sparkline' ? props : { ...props, width }
  const targets = targetsOf(sized)
  return createElement(
    'div',
    { className: 'chart-explored', ref: element },
    createElement(Chart, sized),
    targets.length === 0
      ? null
      : createElement(Targets, { targets, title: props.title, width, kind: props.kind }),
  )
}

interface TargetsProps {
  readonly targets: readonly Target[]
  readonly title: string
  readonly width: number
  readonly kind: ChartProps['kind']
}

function Targets({ targets, title, width, kind }: TargetsProps): ReactNode {
  const [shown, setShown] = useState<number>()
  const [stop, setStop] = useState(0)
  const active = shown === undefined ? undefined : targets[shown]
  const show = (index: number) => {
    setShown(index)
    setStop(index)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setShown(undefined)
    const to = walked(event.key, Math.min(stop, targets.length - 1), targets.length)
    if (to === undefined) return
    event.preventDefault()
    const next = event.currentTarget.children[to]
    if (next instanceof HTMLElement) next.focus()
  }
  return createElement(
    'div',
    { className: 'chart-targets', onPointerLeave: () => setShown(undefined) },
    outlines(targets, setShown),
    createElement(
      'div',
      { role: 'group', 'aria-label': title, onKeyDown },
      ...targets.map((target, index) =>
        createElement('div', {
          className: 'chart-target',
          role: 'img',
          'aria-label': targetSentence(target),
          'data-x': target.id,
          tabIndex: index === Math.min(stop, targets.length - 1) ? 0 : -1,
          style: boxOf(target),
          onFocus: () => show(index),
          onBlur: () => setShown(undefined),
          onPointerEnter: () => setShown(index),
        }),
      ),
    ),
    active !== undefined && kind === 'line' ? rule(active) : null,
    active === undefined
      ? null
      : createElement(Tip, { target: active, width, hasMarkers: kind === 'line' }),
  )
}

function boxOf({ x, y, width, height }: Target) {
  return { left: x, top: y, width, height }
}

/** What of points is no rectangle; the keyboard reaches it by the rectangle that belongs to it. */
function outlines(targets: readonly Target[], show: (index: number) => void): ReactNode {
  if (targets.every(({ outline }) => outline === undefined)) return null
  return createElement(
    'svg',
    { className: 'chart-outlines', 'aria-hidden': true },
    ...targets.map(({ outline }, index) =>
      outline === undefined
        ? null
        : createElement('path', {
            d: outline.path,
            transform: `translate(${outline.x} ${outline.y})`,
            onPointerEnter: () => show(index),
          }),
    ),
  )
}

/** A line from the point down to its place. */
function rule({ tip, y, height }: Target): ReactNode {
  const top = Math.max(y, tip.y)
  return createElement('div', {
    className: 'chart-rule',
    style: { left: tip.x - 0.5, top, height: Math.max(0, y + height - top) },
  })
}
