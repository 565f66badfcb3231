/** What a report tells, and by what it can tell it. */
interface ReportShape {
  readonly metrics: readonly string[]
  /** The first is the usual one. */
  readonly by: readonly (readonly string[])[]
}

/** Reports whose figures are no metric by a dimension; `analytics` says what each figure is, and a test that these are all. */
const shapes = {
  products: {
    metrics: [
      'net_sales',
      'units',
      'orders',
      'share_of_sales',
      'gross_sales',
      'discounts',
      'returned_units_share',
      'first_order_share',
      'bought_again_share',
      'stock',
      'days_of_stock',
      'products',
    ],
    by: [['product'], ['product', 'product_class'], ['product_class'], []],
  },
  pairs: {
    metrics: ['bought_together', 'lift', 'also_bought', 'also_bought_back', 'support'],
    by: [['product', 'bought_with']],
  },
  coupons: {
    metrics: ['orders', 'discounts', 'net_sales', 'new_customer_share', 'aov', 'aov_without'],
    by: [['coupon'], []],
  },
  recurring: {
    metrics: [
      'mrr',
      'mrr_start',
      'mrr_change',
      'arr',
      'new_mrr',
      'reactivation_mrr',
      'expansion_mrr',
      'contraction_mrr',
      'churned_mrr',
      'currency_effect',
      'subscribers',
      'churned_subscribers',
      'arpu',
      'gross_mrr_churn',
      'net_mrr_churn',
      'subscriber_churn',
      'subscriber_ltv',
      'quick_ratio',
      'trials',
      'trials_ended',
      'trial_conversion',
    ],
    by: [[], ['movement'], ['month'], ['week'], ['quarter'], ['year'], ['day']],
  },
  rfm: {
    metrics: ['customers', 'share_of_customers', 'orders', 'spend', 'share_of_spend'],
    by: [['rfm_group'], ['recency_score', 'worth_score'], []],
  },
  cohorts: {
    metrics: [
      'cohort_size',
      'retention',
      'customers',
      'orders',
      'net_revenue',
      'revenue_so_far',
      'aov',
    ],
    by: [
      ['cohort_month', 'age'],
      ['cohort_week', 'age'],
      ['cohort_quarter', 'age'],
      ['cohort_year', 'age'],
      ['age'],
      [],
    ],
  },
} as const satisfies Readonly<Record<string, ReportShape>>

export type FigureReport = keyof typeof shapes

export const reportShapes: Readonly<Record<FigureReport, ReportShape>> = shapes

export const figureReports = Object.keys(shapes) as readonly FigureReport[]

/** What is asked for by whoever does not say it all: of a report everything, in its usual way. */
export function wholeAsk(
  report: FigureReport | undefined,
  {
    metrics,
    by,
  }: {
    readonly metrics?: readonly string[] | undefined
    readonly by?: readonly string[] | undefined
  },
): { readonly metrics: readonly string[]; readonly by: readonly string[] } {
  const shape = report === undefined ? undefined : reportShapes[report]
  return { metrics: metrics ?? shape?.metrics ?? [], by: by ?? shape?.by[0] ?? [] }
}

/** By what reports are told, spans of time among it. */
export const reportDimensionNames: readonly string[] = [
  ...new Set(Object.values(reportShapes).flatMap(({ by }) => by.flat())),
]
