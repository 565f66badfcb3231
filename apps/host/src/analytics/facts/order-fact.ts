import type { Day } from '../calendar/day.ts'

/** What figures need to know of a counted order; amounts are minor units without tax, but for `tax` and `total`. */
export interface OrderFact {
  readonly id: string
  readonly store: string
  /** Who bought, wherever they buy; an order of which nobody knows stands for a buyer of its own. */
  readonly customer: string
  readonly isAnonymous: boolean
  readonly isGuest: boolean
  /** Epoch milliseconds; day, hour and weekday (1 is Monday) are those of the store. */
  readonly at: number
  readonly day: Day
  readonly hour: number
  readonly weekday: number
  readonly currency: string
  readonly channel: string | undefined
  readonly paymentMethod: string | undefined
  readonly billing: Place
  readonly shipping: Place
  readonly coupons: readonly CouponUse[]
  /** Never empty: an order that does not say what was bought has one line without a product. */
  readonly lines: readonly LineFact[]
  readonly amounts: OrderAmounts
  readonly refunds: readonly RefundFact[]
}

export interface OrderAmounts {
  /** Lines before discounts. */
  readonly gross: bigint
  readonly discounts: bigint
  readonly shipping: bigint
  readonly tax: bigint
  readonly fees: bigint
  /** What the customer owes or paid, all of the above together. */
  readonly total: bigint
}

export interface Place {
  readonly country: string | undefined
  readonly region: string | undefined
  readonly city: string | undefined
}

export interface CouponUse {
  readonly code: string
  readonly discount: bigint
}

export interface LineFact {
  readonly id: string | undefined
  readonly product: string | undefined
  readonly name: string | undefined
  /** Thousandths of one, so that weights add up exactly. */
  readonly quantity: bigint
  readonly gross: bigint
  readonly discount: bigint
  readonly categories: readonly string[]
  /** What one costs the merchant, in the currency of the order. */
  readonly unitCost: bigint | undefined
}

/** Money that was given back for the order, by what it was given back for. */
export interface RefundFact {
  readonly id: string
  readonly at: number
  readonly day: Day
  readonly parts: RefundParts
  readonly total: bigint
  /** Their items add up to the items of the refund. */
  readonly lines: readonly RefundedLine[]
}

export interface RefundParts {
  readonly items: bigint
  readonly shipping: bigint
  readonly tax: bigint
  readonly fees: bigint
}

export interface RefundedLine {
  readonly product: string | undefined
  readonly quantity: bigint
  readonly items: bigint
  readonly unitCost: bigint | undefined
}
