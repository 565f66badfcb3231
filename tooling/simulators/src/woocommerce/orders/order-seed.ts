import type { OrderStatus } from './order-status.ts'

/**
 * An order from elsewhere, such as one invoice of a file.
 *
 * A cancellation that names no order has a negative quantity, as in the file it comes from: the API takes such lines, and
 * its totals are negative. One that can be traced to an order is that order's refund.
 */
export interface WooOrderSeed {
  /** What the shop prints on it. It need not be unique, nor a number; the API's `id` is another. */
  readonly number: string
  /** Instant, milliseconds. */
  readonly placedAt: number
  /** Default: `placedAt`. */
  readonly modifiedAt?: number
  /** ISO 4217. Default: the store's. */
  readonly currency?: string
  /** Default: `completed`. */
  readonly status?: OrderStatus
  /** The merchant's own number of a customer. Orders with the same one belong to one account; without it a guest buys. */
  readonly customer?: string
  readonly email?: string
  /** ISO 3166-1, two letters. */
  readonly country?: string
  readonly lines: readonly WooLineSeed[]
  readonly refunds?: readonly WooRefundSeed[]
}

export interface WooLineSeed {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Decimal text, without tax: `2.55`. */
  readonly unitPrice: string
}

export interface WooRefundSeed {
  readonly at: number
  readonly reason?: string
  /** Line by position, and how many pieces of it. */
  readonly lines: readonly { readonly line: number; readonly quantity: number }[]
}
