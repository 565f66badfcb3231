import type { Dashboard, FigureSettings, Widget } from './dashboard.ts'
import {
  cohortWidgets,
  couponWidgets,
  productWidgets,
  segmentWidgets,
  subscriptionWidgets,
} from './report-widgets.ts'

/** Dashboards that there are without anybody declaring them, and that others may begin with. */
export const dashboardTemplates: readonly Dashboard[] = [
  template('overview', 'Overview', [
    number('sales', 'Net sales', ['net_sales']),
    number('orders', 'Orders', ['orders']),
    number('average', 'Average order', ['aov']),
    number('buyers', 'Customers', ['customers', 'new_customers']),
    line('days', 'Net sales by day', ['net_sales']),
    bar('countries', 'Net sales by country', ['net_sales'], 'country'),
  ]),
  template('revenue', 'Revenue', [
    number('chain', 'From gross to total', [
      'gross_sales',
      'discounts',
      'returns',
      'net_sales',
      'shipping',
      'tax',
      'total_sales',
    ]),
    line('revenue', 'Net revenue by day', ['net_revenue', 'refunds']),
    number('profit', 'Profit', ['gross_profit', 'margin', 'cost_coverage']),
    bar('channels', 'Net sales by channel', ['net_sales'], 'channel'),
  ]),
  template('orders', 'Orders', [
    number('count', 'Orders', ['orders', 'units', 'units_per_order']),
    number('value', 'Order value', ['aov', 'aov_median', 'asp']),
    line('days', 'Orders by day', ['orders']),
    bar('methods', 'By payment method', ['orders', 'net_sales'], 'payment_method'),
    bar('discounts', 'With and without discount', ['orders', 'aov'], 'discounted'),
  ]),
  template('products', 'Products', productWidgets),
  template('customers', 'Customers', [
    number('buyers', 'Customers', ['customers', 'new_customers', 'returning_customers']),
    number('again', 'Buying again', ['repeat_rate', 'orders_per_customer', 'time_between_orders']),
    number('value', 'Lifetime value', ['ltv', 'ltv_90', 'ltv_365']),
    bar('kinds', 'New and returning', ['orders', 'net_sales'], 'customer_kind'),
  ]),
  template('cohorts', 'Cohorts', cohortWidgets, { range: 'last12Months', compare: 'none' }),
  template('segments', 'Segments and RFM', segmentWidgets),
  template('coupons', 'Coupons', couponWidgets),
  template('geography', 'Places and times', [
    bar('countries', 'By country', ['orders', 'net_sales'], 'country'),
    {
      ...bar('cities', 'By town', ['orders', 'net_sales'], 'city'),
      show: 'table',
    },
    {
      ...bar('hours', 'By weekday and hour', ['orders'], 'weekday'),
      show: 'heatMap',
      by: ['weekday', 'hour'],
    },
  ]),
  template('payments', 'Payments and refunds', [
    number('net', 'Payments', ['net_payments', 'processor_fees']),
    number('failed', 'Failed payments', ['failed_payments', 'failed_rate', 'recovered_payments']),
    number('disputes', 'Disputes', ['disputes', 'dispute_amount', 'dispute_rate']),
    number('refunds', 'Refunds', ['refunds', 'refund_rate_value', 'refund_rate_orders']),
    line('days', 'Payments by day', ['net_payments']),
  ]),
  template('subscriptions', 'Subscriptions', subscriptionWidgets),
  template('carts', 'Carts', [
    number('left', 'Abandoned checkouts', ['abandoned_checkouts', 'abandonment_rate']),
    number('won', 'Recovered', ['recovered_checkouts', 'abandoned_value']),
    line('days', 'Abandoned checkouts by day', ['abandoned_checkouts']),
  ]),
]

export const templateNames: readonly string[] = dashboardTemplates.map(({ id }) => id)

function template(
  id: string,
  title: string,
  widgets: readonly Widget[],
  settings: FigureSettings = { range: 'last30', compare: 'previous' },
): Dashboard {
  return { id, title, settings, widgets }
}

function number(id: string, title: string, metrics: readonly string[]): Widget {
  return { id, title, show: 'number', metrics, by: [], settings: {} }
}

function line(id: string, title: string, metrics: readonly string[]): Widget {
  return { id, title, show: 'line', metrics, by: ['day'], settings: {} }
}

function bar(id: string, title: string, metrics: readonly string[], by: string): Widget {
  return { id, title, show: 'bar', metrics, by: [by], settings: {} }
}
