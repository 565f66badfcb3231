import { expect, test } from 'vitest'
import { ledgerView } from '../testing/ledger.ts'
import { metricNamed, metrics } from './catalogue.ts'
import { presented } from './metric.ts'
import type { View } from './view.ts'

function figures(view: View): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    metrics.map((metric) => [metric.id, presented(metric, metric.of(view))]),
  )
}

function some(view: View, ...ids: readonly string[]): readonly (string | undefined)[] {
  const all = figures(view)
  return ids.map((id) => all[id])
}

const october = {
  orders: '8',
  units: '14.5',
  units_net: '12.5',
  gross_sales: '27000',
  discounts: '1800',
  returns: '5900',
  net_sales: '19300',
  net_revenue: '15200',
  shipping: '1500',
  tax: '5200',
  fees_charged: '100',
  total_sales: '26100',
  refunds: '8000',
  refund_rate_value: '0.234604',
  refund_rate_orders: '0.25',
  full_refund_orders: '1',
  aov: '3600',
  aov_total: '4871',
  aov_median: '4000',
  units_per_order: '1.8125',
  asp: '1738',
  discount_rate: '0.066667',
  discounted_orders_share: '0.375',
  cogs: '5800',
  gross_profit: '4800',
  margin: '0.45283',
  cost_coverage: '0.549223',
  customers: '6',
  new_customers: '4',
  returning_customers: '2',
  returning_customer_rate: '0.333333',
  new_orders: '4',
  returning_orders: '4',
  new_sales: '7700',
  returning_sales: '11600',
  repeat_rate: '0.571429',
  repeat_rate_period: '0.333333',
  orders_per_customer: '1.333333',
  purchase_frequency: '1.571429',
  time_between_orders: '27.5',
  time_first_to_second: '27.5',
  time_second_to_third: undefined,
  lapse_days: '180',
  customer_churn_rate: '0.5',
  ltv: '4457',
  ltv_30: '5333',
  ltv_60: '6000',
  ltv_90: '6000',
  ltv_180: '3500',
  ltv_365: undefined,
  ltv_predicted: undefined,
  processor_fees: '2410',
  net_payments: '14215',
  disputes: '2',
  dispute_amount: '11350',
  dispute_rate: '0.4',
  failed_payments: '2',
  failed_rate: '0.285714',
  recovered_payments: '1',
  abandoned_checkouts: '3',
  abandonment_rate: '0.3',
  recovered_checkouts: '2',
  abandoned_value: '7500',
}

test('every metric of October is what the paper says', () => {
  expect(figures(ledgerView('2026-10-01', '2026-10-31'))).toStrictEqual(october)
})

test('an order refunded in a later month lowers net sales of its own and net revenue of that month', () => {
  const november = ledgerView('2026-11-01', '2026-11-30')
  expect(some(november, 'net_sales', 'net_revenue', 'returns', 'orders')).toStrictEqual([
    '5000',
    '4100',
    '0',
    '1',
  ])
})

test('by the clock of refunds, returns, shipping, tax and totals take what was given back in the period', () => {
  const view = ledgerView('2026-10-01', '2026-10-31', { clock: 'refund' })
  expect(
    some(view, 'returns', 'shipping', 'tax', 'refunds', 'total_sales', 'net_sales'),
  ).toStrictEqual(['10000', '1500', '4175', '13125', '20975', '19300'])
})

test('before the first order there is nothing, and nothing to divide by', () => {
  const view = ledgerView('2025-01-01', '2025-01-31')
  expect(some(view, 'orders', 'net_sales', 'aov', 'repeat_rate', 'ltv')).toStrictEqual([
    '0',
    '0',
    undefined,
    undefined,
    undefined,
  ])
})

test('a metric that does not exist is a fault that names the one that was meant', () => {
  expect(() => metricNamed('net_sale')).toThrow('did you mean "net_sales"?')
})

test('every metric has a name of its own and says what it is in a sentence', () => {
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
  expect(metrics.filter(({ definition }) => !/^[A-Z].*\.$/u.test(definition))).toStrictEqual([])
})
