import { createElement, type ReactNode } from 'react'

import { colour } from './palette.ts'
import { formatChange } from './value-format.ts'

export interface DeltaProps {
  /** As a share of what it is compared with; `new` where that was nothing, undefined where it is unknown. */
  readonly change: number | 'new' | undefined
  /** Which way is good news. Default `up`. */
  readonly goodWhen?: 'up' | 'down' | 'neither'
  /** What it is compared with: `than the 30 days before`. */
  readonly comparison?: string
  readonly locale?: string
  readonly words?: { readonly new?: string; readonly unknown?: string }
}

export interface DeltaParts {
  /** Empty where nothing changed, or it is not known. */
  readonly arrow: '▲' | '▼' | ''
  readonly text: string
  readonly judgement: 'positive' | 'negative' | 'neutral'
}

/** What is said of a change: by an arrow and a sign, and only besides by colour. */
export function deltaParts({
  change,
  goodWhen = 'up',
  locale,
  words = {},
}: DeltaProps): DeltaParts {
  if (change === undefined) return { arrow: '', text: words.unknown ?? '–', judgement: 'neutral' }
  const rises = change === 'new' || change > 0
  const text = change === 'new' ? (words.new ?? 'new') : formatChange(change, locale ?? 'en')
  if (change === 0) return { arrow: '', text, judgement: 'neutral' }
  const judgement =
    goodWhen === 'neither' ? 'neutral' : rises === (goodWhen === 'up') ? 'positive' : 'negative'
  return { arrow: rises ? '▲' : '▼', text, judgement }
}

/** How a figure changed, for the card of the figure. */
export function Delta(props: DeltaProps): ReactNode {
  const { arrow, text, judgement } = deltaParts(props)
  const fill = judgement === 'neutral' ? 'muted' : judgement
  return createElement(
    'span',
    { className: 'chart-delta' },
    createElement(
      'span',
      { 'data-judgement': judgement, style: { color: colour(fill) } },
      arrow === '' ? null : createElement('span', { 'aria-hidden': true }, `${arrow} `),
      text,
    ),
    props.comparison === undefined
      ? null
      : createElement('span', { className: 'chart-comparison' }, ` ${props.comparison}`),
  )
}
