/** What payments and disputes add up to, by the name of its column: amounts in minor units of one currency, then counts. */
export const paymentMeasures = [
  'fees',
  'charged',
  'taken',
  'disputed',
  'charges',
  'failures',
  'recovered',
  'disputes',
] as const

export type PaymentMeasure = (typeof paymentMeasures)[number]
type MeasureColumns = Record<PaymentMeasure, number>

/** What one payment or dispute adds to the figures of its day. */
export interface PaymentFactTable extends MeasureColumns {
  org: string
  kind: 'payment' | 'dispute'
  id: string
  /** The order; empty where nobody can name it. */
  source: string
  /** What a dispute is about; empty where it does not say, and of payments. */
  payment: string
  store: string
  currency: string
  /** The day in the store's time zone, in days since 1970-01-01. */
  day: number
  at: number
}

/** Sums of payments and disputes by day, store and currency. */
export interface PaymentCubeTable extends MeasureColumns {
  org: string
  day: number
  store: string
  currency: string
  /** How many facts are in it. */
  facts: number
}

/** A cart, or an order that was begun and not paid, that counts as left from an instant on. */
export interface CartFactTable {
  org: string
  kind: 'cart' | 'order'
  id: string
  store: string
  /** Empty: it does not say. */
  currency: string
  /** Empty: nobody knows. */
  customer: string
  day: number
  at: number
  left_at: number
  amount: number
  /** 1: the vendor says that it became an order. */
  recovered: number
}

/** Payments, disputes and carts whose facts have to be made anew though no row of them changed. */
export interface CheckoutDueTable {
  org: string
  entity: string
  id: string
}
