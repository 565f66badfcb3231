import type { ShopLine } from './basket.ts'
import type { ShopCurrency, ShopStore } from './stores.ts'

/** All amounts are minor units of `currency`, tax included; instants are milliseconds since the epoch. */
export interface ShopOrder {
  readonly id: string
  readonly storeId: ShopStore['id']
  readonly status:
    | 'pending'
    | 'onHold'
    | 'paid'
    | 'fulfilled'
    | 'cancelled'
    | 'failed'
    | 'partiallyRefunded'
    | 'refunded'
  readonly placedAt: number
  readonly paidAt?: number
  readonly updatedAt: number
  readonly currency: ShopCurrency
  /** Absent for guests, and at the till for those who gave no name. */
  readonly customerId?: string
  readonly email?: string
  readonly phone?: string
  readonly billing?: {
    readonly name: string
    readonly street: string
    readonly postcode: string
    readonly town: string
    readonly country: string
  }
  readonly coupon?: string
  readonly paymentMethod: 'card' | 'transfer' | 'cash' | 'mobile'
  readonly lines: readonly ShopLine[]
  readonly shippingTotal: number
  readonly shippingTaxRate: number
  readonly subtotal: number
  readonly discount: number
  readonly tax: number
  readonly total: number
  readonly refunded: number
}

export interface ShopRefund {
  readonly id: string
  readonly orderId: string
  readonly storeId: ShopStore['id']
  readonly createdAt: number
  readonly currency: ShopCurrency
  /** Positive. */
  readonly amount: number
  readonly reason: string
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
}

export interface ShopPayment {
  readonly id: string
  readonly orderId: string
  readonly method: ShopOrder['paymentMethod']
  readonly status: 'succeeded' | 'failed' | 'refunded'
  readonly currency: ShopCurrency
  readonly amount: number
  readonly refunded: number
  readonly fee: number
  readonly createdAt: number
}

/** Statuses of orders that count as sales. */
export const countedStatuses: ReadonlySet<ShopOrder['status']> = new Set([
  'paid',
  'fulfilled',
  'partiallyRefunded',
  'refunded',
] as const)
