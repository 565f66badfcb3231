import type { Widget } from '../../api/answers.ts'

/** What the width of a widget hangs on. */
export type Shown = Pick<Widget, 'show' | 'metrics' | 'by' | 'width'>

/** How many columns of the page a widget is as wide as: of four on wide windows, of two on smaller ones. */
export interface WidgetSpan {
  readonly wide: number
  readonly narrow: number
}

const wideColumns = 4
const narrowColumns = 2

/** The names of classes are found by reading the sources, so they stand here as they are. */
const narrowLooks: Readonly<Record<number, string>> = {
  1: 'md:col-span-1',
  2: 'md:col-span-2',
}
const wideLooks: Readonly<Record<number, string>> = {
  1: 'xl:col-span-1',
  2: 'xl:col-span-2',
  3: 'xl:col-span-3',
  4: 'xl:col-span-4',
}

export function spanLook({ narrow, wide }: WidgetSpan): string {
  return `${narrowLooks[narrow]} ${wideLooks[wide]}`
}

/** How wide each widget is: as wide as somebody wants it, or so that no row has a hole: the last of a row takes what is left of it. */
export function widgetSpans(widgets: readonly Shown[]): readonly WidgetSpan[] {
  const wanted = widgets.map((widget) => ({
    span: widget.width ?? wantedSpan(widget),
    isFixed: widget.width !== undefined,
  }))
  const wide = filled(wanted, wideColumns)
  const narrow = filled(
    wanted.map(({ span, isFixed }) => ({ span: narrowSpan(span, isFixed), isFixed })),
    narrowColumns,
  )
  return wanted.map((_, place) => ({ wide: wide[place] ?? 1, narrow: narrow[place] ?? 1 }))
}

/** On a page of half as many columns, half as many where somebody wants it so. */
function narrowSpan(span: number, isFixed: boolean): number {
  return isFixed ? Math.ceil(span / 2) : Math.min(span, narrowColumns)
}

/** One column for a number or two, two for charts, and all for what has many columns. */
function wantedSpan({ show, metrics, by }: Shown): number {
  if (show === 'number') {
    if (metrics.length < 3) return 1
    return metrics.length < 4 ? 2 : wideColumns
  }
  return show === 'line' || show === 'heatMap' || by.length > 1 ? wideColumns : 2
}

interface Row {
  readonly last: number
  readonly room: number
}

/** As the browser does it, each is put into the first row that has room; what then is left goes to the last of its row. */
function filled(
  wanted: readonly { readonly span: number; readonly isFixed: boolean }[],
  columns: number,
): readonly number[] {
  const rows: Row[] = []
  for (const [place, { span }] of wanted.entries()) {
    const found = rows.findIndex(({ room }) => room >= span)
    if (found === -1) rows.push({ last: place, room: columns - span })
    else rows[found] = { last: place, room: (rows[found]?.room ?? span) - span }
  }
  const left = new Map(rows.map(({ last, room }) => [last, room]))
  return wanted.map(({ span, isFixed }, place) => span + (isFixed ? 0 : (left.get(place) ?? 0)))
}
