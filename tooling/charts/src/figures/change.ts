/** Of these less is better. */
const lessIsBetter: ReadonlySet<string> = new Set([
  'returns',
  'refunds',
  'refund_rate_value',
  'refund_rate_orders',
  'full_refund_orders',
  'discount_rate',
  'discounts',
  'cogs',
  'customer_churn_rate',
  'processor_fees',
  'disputes',
  'dispute_amount',
  'dispute_rate',
  'failed_payments',
  'failed_rate',
  'abandoned_checkouts',
  'abandonment_rate',
  'abandoned_value',
  'returned_units_share',
  'churned_subscribers',
  'gross_mrr_churn',
  'net_mrr_churn',
  'subscriber_churn',
])
/** Of these nobody can say which is better. */
const neither: ReadonlySet<string> = new Set([
  'tax',
  'shipping',
  'cost_coverage',
  'fees_charged',
  'stock',
  'days_of_stock',
  'aov_without',
  'currency_effect',
  'trials_ended',
  'share_of_customers',
])

export function goodWhen(metric: string): 'up' | 'down' | 'neither' {
  if (neither.has(metric)) return 'neither'
  return lessIsBetter.has(metric) ? 'down' : 'up'
}

/** A change as figures tell it: a share of one, `new` where there was nothing before, or unknown. */
export function changeOf(delta: string | undefined): number | 'new' | undefined {
  if (delta === undefined) return undefined
  if (delta === 'new') return 'new'
  const share = Number(delta)
  return Number.isFinite(share) ? share : undefined
}
