import type { Widget } from '../../api/answers.ts'
import type { WidgetDraft } from './dashboard-draft.ts'

export type WidgetKind = Widget['show']

/** Those that metrics by dimensions are drawn as. */
export const widgetKinds = ['number', 'line', 'bar', 'table', 'heatMap'] as const

export type PlainKind = (typeof widgetKinds)[number]

/** Dimensions as they are known to the host. */
export interface KnownDimension {
  readonly id: string
  readonly type: 'time' | 'text'
}

/** What a widget of each kind begins as. */
export const firstWidgets: Readonly<Record<PlainKind, Omit<WidgetDraft, 'id'>>> = {
  number: { title: '', show: 'number', metrics: ['net_sales'], by: [], settings: {} },
  line: { title: '', show: 'line', metrics: ['net_sales'], by: ['day'], settings: {} },
  bar: { title: '', show: 'bar', metrics: ['net_sales'], by: ['country'], settings: {} },
  table: {
    title: '',
    show: 'table',
    metrics: ['orders', 'net_sales'],
    by: ['country'],
    settings: {},
  },
  heatMap: {
    title: '',
    show: 'heatMap',
    metrics: ['orders'],
    by: ['weekday', 'hour'],
    settings: {},
  },
}

/** By how many dimensions each kind can be: from, to. */
const dimensionCounts: Readonly<Record<WidgetKind, readonly [least: number, most: number]>> = {
  number: [0, 0],
  line: [1, 1],
  bar: [1, 1],
  table: [1, 3],
  heatMap: [2, 2],
  cohorts: [2, 2],
}

export function dimensionsOf(kind: WidgetKind): { readonly least: number; readonly most: number } {
  const [least, most] = dimensionCounts[kind]
  return { least, most }
}

/** Which dimensions can stand in a place: a line goes on in time, and no widget is by two spans of time. */
export function dimensionsFor(
  { show, by }: Pick<WidgetDraft, 'show' | 'by'>,
  place: number,
  known: readonly KnownDimension[],
): readonly KnownDimension[] {
  const others = by.filter((_, index) => index !== place)
  const isTime = (id: string) => known.some((each) => each.id === id && each.type === 'time')
  const hasTime = others.some(isTime)
  return known.filter(
    ({ id, type }) =>
      !others.includes(id) &&
      !(hasTime && type === 'time') &&
      (show !== 'line' || type === 'time') &&
      (show !== 'heatMap' || type === 'text'),
  )
}

/** The same widget as another kind: what fits stays, and what is missing is as that kind begins. */
export function asKind(
  widget: WidgetDraft,
  kind: PlainKind,
  known: readonly KnownDimension[],
): WidgetDraft {
  const { least, most } = dimensionsOf(kind)
  const first = firstWidgets[kind]
  const by: string[] = []
  for (const id of [...widget.by, ...first.by]) {
    const fits = dimensionsFor({ show: kind, by: [...by, id] }, by.length, known)
    const isWanted = by.length < most && (by.length < least || widget.by.includes(id))
    if (isWanted && fits.some((each) => each.id === id)) by.push(id)
  }
  return { ...widget, show: kind, by }
}
