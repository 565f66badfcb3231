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
