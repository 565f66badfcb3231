/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties (read 2026-11-22) */
export const orderStatuses = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
] as const

export type OrderStatus = (typeof orderStatuses)[number] | 'trash' | 'auto-draft'

export const statusNames: Readonly<Partial<Record<OrderStatus, string>>> = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
}
