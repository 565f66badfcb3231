import type { FigureReport } from '../../dashboards/index.ts'
import type { DescribedMetric } from '../query/figure-rows.ts'

type Known = Pick<DescribedMetric, 'type' | 'unit' | 'isAdditive' | 'clock'>

const sold = { isAdditive: true, clock: 'order' } as const
const atEnd = { isAdditive: false, clock: 'end' } as const
const money: Known = { ...sold, type: 'money', unit: 'minor units' }
const lasting: Known = { ...money, clock: 'end' }
const standing: Known = { ...atEnd, type: 'money', unit: 'minor units' }
const share: Known = { ...sold, type: 'share', unit: 'of one', isAdditive: false }
const shareAtEnd: Known = { ...atEnd, type: 'share', unit: 'of one' }
const count = (unit: string): Known => ({ ...sold, type: 'count', unit })
const countAtEnd = (unit: string): Known => ({ ...atEnd, type: 'count', unit })
const number = (unit: string): Known => ({ ...sold, type: 'number', unit, isAdditive: false })

function metric(id: string, known: Known, definition: string): DescribedMetric {
  return { ...known, id, definition }
}

/** What each figure of a report is. */
export const reportMetrics: Readonly<Record<FigureReport, readonly DescribedMetric[]>> = {
  products: [
    metric(
      'net_sales',
      money,
      'What was sold of it before tax, less discounts and what was given back, by the day of the order.',
    ),
    metric('units', { ...number('units'), isAdditive: true }, 'How many pieces were sold.'),
    metric(
      'orders',
      { ...count('orders'), isAdditive: false },
      'In how many orders it is; an order with several products counts for each.',
    ),
    metric('share_of_sales', share, 'Its net sales as a share of those of all products.'),
    metric('gross_sales', money, 'What was sold of it before discounts and tax.'),
    metric('discounts', money, 'What was taken off its price.'),
    metric('returned_units_share', share, 'Of the pieces that were sold, those that came back.'),
    metric(
      'first_order_share',
      share,
      'Of the orders with it, those that were the first of their customer.',
    ),
    metric(
      'bought_again_share',
      share,
      'Of the orders with it, those whose customer ordered again later.',
    ),
    metric('stock', countAtEnd('units'), 'What is in stock now, as the shop says.'),
    metric(
      'days_of_stock',
      { ...atEnd, type: 'days', unit: 'days' },
      'How many days the stock lasts at the pace of the last thirty days of the range.',
    ),
    metric('products', count('products'), 'How many products were sold.'),
  ],
  pairs: [
    metric('bought_together', count('orders'), 'How many orders have both.'),
    metric('lift', number('times'), 'How many times as often as chance both are in one order.'),
    metric('also_bought', share, 'Of the orders with the first, those with the second too.'),
    metric('also_bought_back', share, 'Of the orders with the second, those with the first too.'),
    metric('support', share, 'Of all orders with several products, those with both.'),
  ],
  coupons: [
    metric(
      'orders',
      { ...count('orders'), isAdditive: false },
      'How many orders used it; one with two coupons counts for both.',
    ),
    metric('discounts', money, 'What the coupon took off.'),
    metric(
      'net_sales',
      { ...money, isAdditive: false },
      'Net sales of the orders that used it, by the day of the order.',
    ),
    metric(
      'new_customer_share',
      share,
      'Of the orders that used it, those that were the first of their customer.',
    ),
    metric(
      'aov',
      { ...money, isAdditive: false },
      'The average order that used it, after discounts and before what was given back, without free orders.',
    ),
    metric(
      'aov_without',
      { ...money, isAdditive: false },
      'The average order without any coupon, to compare with.',
    ),
  ],
  recurring: [
    metric('mrr', standing, 'What subscriptions bring in a month, after the last day.'),
    metric('mrr_start', standing, 'What subscriptions brought in a month, before the first day.'),
    metric('mrr_change', lasting, 'By how much the monthly revenue grew.'),
    metric('arr', standing, 'Twelve times the monthly revenue at the end.'),
    metric('new_mrr', lasting, 'Monthly revenue of customers who never paid before.'),
    metric(
      'reactivation_mrr',
      lasting,
      'Monthly revenue of customers who paid before and came back.',
    ),
    metric('expansion_mrr', lasting, 'By how much customers pay more a month than before.'),
    metric('contraction_mrr', lasting, 'By how much customers pay less a month; below zero.'),
    metric('churned_mrr', lasting, 'Monthly revenue of customers who stopped; below zero.'),
    metric('currency_effect', lasting, 'What exchange rates did to what did not move.'),
    metric('subscribers', countAtEnd('customers'), 'Customers who pay, after the last day.'),
    metric(
      'churned_subscribers',
      countAtEnd('customers'),
      'Customers who paid before and do not now.',
    ),
    metric('arpu', standing, 'What a paying customer brings in a month, on average.'),
    metric(
      'gross_mrr_churn',
      shareAtEnd,
      'What was lost of the monthly revenue at the start, by customers who stopped or pay less.',
    ),
    metric(
      'net_mrr_churn',
      shareAtEnd,
      'The same, less what customers pay more or came back with.',
    ),
    metric(
      'subscriber_churn',
      shareAtEnd,
      'Of the customers who paid at the start, those who stopped.',
    ),
    metric(
      'subscriber_ltv',
      standing,
      'What a paying customer brings in a month, divided by the share of customers who stop.',
    ),
    metric(
      'quick_ratio',
      { ...atEnd, type: 'number', unit: 'times' },
      'What was won of monthly revenue for each unit that was lost.',
    ),
    metric('trials', countAtEnd('subscriptions'), 'Trials that are under way after the last day.'),
    metric(
      'trials_ended',
      { ...count('subscriptions'), clock: 'end' },
      'Trials that came to their end.',
    ),
    metric(
      'trial_conversion',
      shareAtEnd,
      'Of the trials that came to their end, those that were paid for after.',
    ),
  ],
  rfm: [
    metric(
      'customers',
      { ...countAtEnd('customers'), isAdditive: true },
      'How many customers are in it at the end of the range.',
    ),
    metric('share_of_customers', shareAtEnd, 'Of all customers, those who are in it.'),
    metric(
      'orders',
      { ...countAtEnd('orders'), isAdditive: true },
      'How many orders they ever made.',
    ),
    metric('spend', lasting, 'What they ever spent, less what was given back.'),
    metric('share_of_spend', shareAtEnd, 'Of what all customers ever spent, what they spent.'),
  ],
  cohorts: [
    metric('cohort_size', countAtEnd('customers'), 'How many customers bought first in it.'),
    metric('retention', shareAtEnd, 'Of its customers, those who ordered in this span.'),
    metric('customers', countAtEnd('customers'), 'How many of its customers ordered in this span.'),
    metric(
      'orders',
      { ...countAtEnd('orders'), isAdditive: true },
      'How many orders its customers made in this span.',
    ),
    metric('net_revenue', lasting, 'What they spent in this span, less what was given back in it.'),
    metric(
      'revenue_so_far',
      standing,
      'What one of its customers spent up to the end of this span, on average.',
    ),
    metric('aov', standing, 'The average order of this span, without free orders.'),
  ],
}
