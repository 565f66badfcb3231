import { lastDay } from './figures-files.ts'

const last = { from: '2026-10-02', to: lastDay }
const quarter = { from: '2026-08-03', to: lastDay }
const year = { from: '2025-11-01', to: lastDay }
const currency = 'EUR'

/** What the pages of a dashboard ask, all of it in one currency. */
export const dashboard: readonly (readonly [what: string, asked: object])[] = [
  [
    'overview of thirty days, compared',
    {
      metrics: ['orders', 'net_sales', 'net_revenue', 'aov', 'customers', 'new_customers'],
      range: last,
      compare: 'previous',
      currency,
    },
  ],
  [
    'sales by day, compared with a year ago',
    { metrics: ['net_sales', 'orders'], by: ['day'], range: quarter, compare: 'year', currency },
  ],
  [
    'sales by month, three years',
    {
      metrics: ['net_sales', 'net_revenue', 'refunds'],
      by: ['month'],
      range: { from: '2023-11-02', to: lastDay },
      currency,
    },
  ],
  [
    'a year by country and month',
    { metrics: ['net_sales', 'orders'], by: ['country', 'month'], range: year, currency },
  ],
  [
    'a quarter by channel',
    { metrics: ['net_sales', 'discount_rate'], by: ['channel'], range: quarter, currency },
  ],
  [
    'a quarter by payment method',
    {
      metrics: ['net_sales', 'refund_rate_orders'],
      by: ['payment_method'],
      range: quarter,
      currency,
    },
  ],
  [
    'customers by week, a quarter',
    {
      metrics: ['customers', 'new_customers', 'returning_customer_rate'],
      by: ['week'],
      range: quarter,
      currency,
    },
  ],
  [
    'new and returning by month, a year',
    {
      metrics: ['new_sales', 'returning_sales', 'new_orders'],
      by: ['month'],
      range: year,
      currency,
    },
  ],
  ['median order of thirty days', { metrics: ['aov_median'], range: last, currency }],
  [
    'thirty days by city',
    { metrics: ['net_sales', 'orders'], by: ['city'], range: last, currency },
  ],
  [
    'hours of the week, thirty days',
    { metrics: ['orders'], by: ['weekday', 'hour'], range: last, currency },
  ],
  [
    'one store, thirty days, compared',
    {
      metrics: ['net_sales', 'customers', 'new_customers'],
      range: last,
      compare: 'previous',
      stores: ['shop:at'],
      currency,
    },
  ],
]
