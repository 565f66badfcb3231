import type { Widget } from '../../api/answers.ts'
import type { AnswerOf } from '../../api/routes.ts'

/** Figures that are no metric by a dimension, as they are known to the host. */
export type KnownReport = Pick<
  AnswerOf<'GET /api/figures/catalogue'>['reports'][number],
  'id' | 'by'
> & {
  readonly metrics: readonly { readonly id: string }[]
  readonly dimensions: readonly { readonly id: string; readonly type: 'time' | 'text' }[]
}

type Kind = Widget['show']

export type ReportId = NonNullable<Widget['report']>

type First = Omit<Widget, 'id'>

function first(report: ReportId, show: Kind, metrics: string[], by: string[]): First {
  return { title: '', show, report, metrics, by, settings: {} }
}

/** Of fewer months these say little. */
const lastYear = { range: 'last12Months' } as const

/** What a widget of each report begins as, in the order in which they are offered. */
export const firstReports: Readonly<Record<ReportId, First>> = {
  products: first('products', 'table', ['net_sales', 'units', 'days_of_stock'], ['product']),
  pairs: first('pairs', 'table', ['bought_together', 'lift'], ['product', 'bought_with']),
  coupons: first('coupons', 'table', ['orders', 'discounts', 'net_sales'], ['coupon']),
  recurring: { ...first('recurring', 'line', ['mrr'], ['month']), settings: lastYear },
  rfm: first('rfm', 'heatMap', ['customers'], ['recency_score', 'worth_score']),
  cohorts: {
    ...first('cohorts', 'cohorts', ['retention', 'cohort_size'], ['cohort_month', 'age']),
    settings: lastYear,
  },
}

export const reportIds = Object.keys(firstReports) as readonly ReportId[]

const kinds: readonly Kind[] = ['number', 'line', 'bar', 'table', 'heatMap', 'cohorts']

/** By what a report can be told where it is drawn so. */
export function waysFor(kind: Kind, { by, dimensions }: KnownReport): readonly string[][] {
  const isTime = (id: string) => dimensions.find((each) => each.id === id)?.type === 'time'
  const fits: Readonly<Record<Kind, (way: readonly string[]) => boolean>> = {
    number: (way) => way.length === 0,
    line: (way) => way.length === 1 && way.every(isTime),
    bar: (way) => way.length === 1,
    table: (way) => way.length > 0,
    heatMap: (way) => way.length === 2 && !way.some(isTime),
    cohorts: (way) => way.length === 2 && way.every(isTime),
  }
  return by.filter(fits[kind])
}

/** How a report can be drawn. */
export function kindsOf(report: KnownReport): readonly Kind[] {
  return kinds.filter((kind) => waysFor(kind, report).length > 0)
}

/** The same figures as another kind: told as before where that fits, else in the first way that does. */
export function reportAsKind(widget: Widget, kind: Kind, report: KnownReport): Widget {
  const ways = waysFor(kind, report)
  const same = ways.find((way) => way.join(' ') === widget.by.join(' '))
  return { ...widget, show: kind, by: same ?? ways[0] ?? [] }
}
