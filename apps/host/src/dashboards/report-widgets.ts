import type { FigureSettings, Widget } from './dashboard.ts'
import { wholeAsk, type FigureReport } from './report-shapes.ts'

const lastYear = { range: 'last12Months', compare: 'none' } as const

/** What sold, how much of it makes most of the sales, what is left of it, and what goes together. */
export const productWidgets: readonly Widget[] = [
  ofReport('products', 'sold', 'Sold products', {
    show: 'number',
    metrics: ['net_sales', 'units', 'products'],
    by: [],
    width: 4,
  }),
  ofReport('products', 'classes', 'Best sellers and the rest', {
    metrics: ['products', 'net_sales', 'share_of_sales'],
    by: ['product_class'],
  }),
  ofReport('products', 'stock', 'Stock', {
    metrics: ['units', 'stock', 'days_of_stock'],
    by: ['product'],
  }),
  ofReport('products', 'products', 'Products', {
    metrics: [
      'net_sales',
      'units',
      'orders',
      'share_of_sales',
      'returned_units_share',
      'first_order_share',
      'bought_again_share',
    ],
    by: ['product', 'product_class'],
    width: 4,
  }),
  ofReport('pairs', 'together', 'Bought together', {
    metrics: ['bought_together', 'lift', 'also_bought', 'also_bought_back'],
  }),
]

/** Which codes were used, what they cost, and whom they brought. */
export const couponWidgets: readonly Widget[] = [
  ofReport('coupons', 'used', 'Orders with a coupon', {
    show: 'number',
    metrics: ['orders', 'discounts', 'net_sales'],
    by: [],
  }),
  ofReport('coupons', 'average', 'Average order', {
    show: 'number',
    metrics: ['aov', 'aov_without', 'new_customer_share'],
    by: [],
  }),
  ofReport('coupons', 'most', 'Most used coupons', { show: 'bar', metrics: ['orders'] }),
  ofReport('coupons', 'cost', 'Taken off by coupons', { show: 'bar', metrics: ['discounts'] }),
  ofReport('coupons', 'coupons', 'Coupons', {
    metrics: ['orders', 'discounts', 'net_sales', 'new_customer_share', 'aov'],
    width: 4,
  }),
]

/** What subscriptions bring in a month, why that changed, and what became of trials. */
export const subscriptionWidgets: readonly Widget[] = [
  ofReport('recurring', 'revenue', 'Monthly recurring revenue', {
    show: 'number',
    metrics: ['mrr', 'arr', 'arpu'],
    by: [],
  }),
  ofReport('recurring', 'subscribers', 'Subscribers', {
    show: 'number',
    metrics: ['subscribers', 'churned_subscribers', 'subscriber_ltv'],
    by: [],
  }),
  ofReport('recurring', 'months', 'Recurring revenue by month', {
    show: 'line',
    metrics: ['mrr'],
    by: ['month'],
    settings: lastYear,
  }),
  ofReport('recurring', 'moved', 'What moved', {
    show: 'bar',
    metrics: ['mrr_change'],
    by: ['movement'],
  }),
  ofReport('recurring', 'movements', 'Movements by month', {
    metrics: ['new_mrr', 'reactivation_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr'],
    by: ['month'],
    width: 2,
    settings: lastYear,
  }),
  ofReport('recurring', 'lost', 'Lost', {
    show: 'number',
    metrics: ['gross_mrr_churn', 'net_mrr_churn', 'subscriber_churn'],
    by: [],
  }),
  ofReport('recurring', 'trials', 'Trials', {
    show: 'number',
    metrics: ['trials', 'trials_ended', 'trial_conversion'],
    by: [],
  }),
]

/** Who bought recently, often and for much, and what they are worth together. */
export const segmentWidgets: readonly Widget[] = [
  ofReport('rfm', 'everybody', 'Everybody who bought', {
    show: 'number',
    metrics: ['customers', 'orders', 'spend'],
    by: [],
    width: 4,
  }),
  ofReport('rfm', 'groups', 'Groups of customers', {
    show: 'bar',
    metrics: ['customers'],
    by: ['rfm_group'],
  }),
  ofReport('rfm', 'spent', 'What groups spent', {
    show: 'bar',
    metrics: ['spend'],
    by: ['rfm_group'],
  }),
  ofReport('rfm', 'grid', 'Recency and worth', {
    show: 'heatMap',
    metrics: ['customers'],
    by: ['recency_score', 'worth_score'],
  }),
  ofReport('rfm', 'table', 'Groups of customers', {
    metrics: ['customers', 'share_of_customers', 'orders', 'spend', 'share_of_spend'],
    by: ['rfm_group'],
    width: 4,
  }),
]

/** Whether customers come back, and what they spend by then, by when they bought first. */
export const cohortWidgets: readonly Widget[] = [
  ofReport('cohorts', 'back', 'Customers who come back', {
    show: 'cohorts',
    metrics: ['retention', 'cohort_size'],
  }),
  ofReport('cohorts', 'spent', 'What a customer spent so far', {
    show: 'cohorts',
    metrics: ['revenue_so_far', 'cohort_size'],
  }),
  ofReport('cohorts', 'mean', 'Coming back, on average', {
    show: 'bar',
    metrics: ['retention'],
    by: ['age'],
  }),
  ofReport('cohorts', 'worth', 'Spent so far, on average', {
    show: 'bar',
    metrics: ['revenue_so_far'],
    by: ['age'],
  }),
]

interface Told extends Partial<Pick<Widget, 'show' | 'metrics' | 'by' | 'width'>> {
  readonly settings?: FigureSettings
}

/** A widget of the figures of a report; default: as a table, in its usual way. */
function ofReport(
  report: FigureReport,
  id: string,
  title: string,
  { show = 'table', metrics, by, width, settings = {} }: Told,
): Widget {
  return {
    id,
    title,
    show,
    report,
    ...wholeAsk(report, { metrics, by }),
    ...(width !== undefined && { width }),
    settings,
  }
}
