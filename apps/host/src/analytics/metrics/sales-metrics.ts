import type { Exact } from '../currency/rate-table.ts'
import { count, money, number, share, type Metric } from './metric.ts'
import { median, ratio } from './statistics.ts'
import type { Sums } from './view.ts'

/** Before discounts and after them. */
const discounted = (view: Sums): Exact => {
  const { gross, discounts } = view.sales().amounts
  return gross.minus(discounts)
}

export const netSales = (view: Sums): Exact => discounted(view).minus(view.sales().amounts.returns)
const netRevenue = (view: Sums): Exact => discounted(view).minus(view.givenBack().amounts.returns)
const returns = (view: Sums): Exact => view.back().amounts.returns
const shipping = (view: Sums): Exact =>
  view.sales().amounts.shipping.minus(view.back().amounts.shippingBack)
const tax = (view: Sums): Exact => view.sales().amounts.tax.minus(view.back().amounts.taxBack)
const fees = (view: Sums): Exact => view.sales().amounts.fees.minus(view.back().amounts.feesBack)

/** What was sold, given back and charged. */
export const salesMetrics: readonly Metric[] = [
  count('orders', 'orders', {
    definition:
      'Orders that are paid, fulfilled or given back, by the day on which they were placed.',
    of: (view) => view.sales().counts.orders,
  }),
  number('units', 'units', {
    definition: 'How many pieces were sold; weights count with their decimals.',
    isAdditive: true,
    of: (view) => view.sales().counts.units.div(1000),
  }),
  number('units_net', 'units', {
    definition: 'Pieces sold less pieces given back of these orders.',
    isAdditive: true,
    of: (view) => view.sales().counts.units.minus(view.sales().counts.unitsBack).div(1000),
  }),
  money('gross_sales', {
    definition: 'Price times quantity, before discounts, returns, tax and shipping.',
    of: (view) => view.sales().amounts.gross,
  }),
  money('discounts', {
    definition: 'What was taken off the lines, and the lines’ share of what was taken off orders.',
    of: (view) => view.sales().amounts.discounts,
  }),
  money('returns', {
    definition: 'What was given back for things that were sold, as a positive amount.',
    of: returns,
  }),
  money('net_sales', {
    definition:
      'Gross sales less discounts and less returns; a return counts on the day of its order.',
    of: netSales,
  }),
  money('net_revenue', {
    definition: 'Gross sales less discounts and less returns; a return counts on its own day.',
    clock: 'refund',
    of: netRevenue,
  }),
  money('shipping', { definition: 'Shipping charged less shipping given back.', of: shipping }),
  money('tax', { definition: 'Tax charged less tax given back.', of: tax }),
  money('fees_charged', {
    definition: 'Fees charged to customers less fees given back.',
    of: fees,
  }),
  money('total_sales', {
    definition: 'Sales less discounts and returns, with shipping, tax and fees.',
    of: (view) =>
      discounted(view).minus(returns(view)).plus(shipping(view)).plus(tax(view)).plus(fees(view)),
  }),
  money('refunds', {
    definition: 'All that was given back: things, shipping, tax and fees.',
    of: (view) => view.back().amounts.refunds,
  }),
  share('refund_rate_value', {
    definition: 'Refunds divided by the totals of the orders.',
    of: (view) => ratio(view.back().amounts.refunds, view.sales().amounts.total),
  }),
  share('refund_rate_orders', {
    definition: 'Orders of which anything was given back, divided by all orders.',
    of: (view) => ratio(view.sales().counts.refundedOrders, view.sales().counts.orders),
  }),
  count('full_refund_orders', 'orders', {
    definition: 'Orders of which everything was given back.',
    of: (view) => view.sales().counts.fullyRefundedOrders,
  }),
  money('aov', {
    definition:
      'Average order: sales after discounts, before returns, by order; free orders are left out.',
    isAdditive: false,
    of: (view) => ratio(view.sales().amounts.paidSales, view.sales().converted.paidOrders),
  }),
  money('aov_total', {
    definition: 'Average total of an order with shipping, tax and fees; free orders are left out.',
    isAdditive: false,
    of: (view) => ratio(view.sales().amounts.total, view.sales().converted.paidOrders),
  }),
  money('aov_median', {
    beside: 'worths',
    definition:
      'The order in the middle: half of the orders are smaller after discounts; free orders are left out.',
    isAdditive: false,
    of: (view) => median(view.worths()),
  }),
  number('units_per_order', 'units an order', {
    definition: 'Pieces sold divided by orders.',
    of: (view) => ratio(view.sales().counts.units.div(1000), view.sales().counts.orders),
  }),
  money('asp', {
    definition: 'Average price of a piece after discounts.',
    isAdditive: false,
    of: (view) => ratio(discounted(view), view.sales().converted.units.div(1000)),
  }),
  share('discount_rate', {
    definition: 'Discounts divided by gross sales.',
    of: (view) => ratio(view.sales().amounts.discounts, view.sales().amounts.gross),
  }),
  share('discounted_orders_share', {
    definition: 'Orders with a discount divided by all orders.',
    of: (view) => ratio(view.sales().counts.discountedOrders, view.sales().counts.orders),
  }),
  money('cogs', {
    definition: 'What the sold pieces cost, less those given back, where the cost is known.',
    of: (view) => view.sales().amounts.cost,
  }),
  money('gross_profit', {
    definition: 'Net sales of things whose cost is known, less that cost.',
    of: (view) => view.sales().amounts.costedSales.minus(view.sales().amounts.cost),
  }),
  share('margin', {
    definition: 'Gross profit divided by the net sales of things whose cost is known.',
    of: ({ sales }) => {
      const { costedSales, cost } = sales().amounts
      return ratio(costedSales.minus(cost), costedSales)
    },
  }),
  share('cost_coverage', {
    definition: 'For how much of net sales the cost is known.',
    of: (view) => ratio(view.sales().amounts.costedSales, netSales(view)),
  }),
]
