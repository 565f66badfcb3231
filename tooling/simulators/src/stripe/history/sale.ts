import type { ShopLine } from '../../shop/basket.ts'
import type { ShopOrder, ShopRefund } from '../../shop/order.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import { amountIn } from '../money/currency.ts'

/** What Stripe sees of an order of the web shop. Amounts as the API counts them, moments in seconds. */
export interface Sale {
  /** The shop's id of the order: `W100123`. */
  readonly orderId: string
  readonly number: number
  readonly placedAt: number
  readonly outcome: 'paid' | 'failed' | 'pending' | 'abandoned'
  /** When it was paid, or failed. */
  readonly decidedAt?: number
  readonly method: 'card' | 'mobilepay'
  readonly currency: string
  readonly amount: number
  readonly tax: number
  readonly shipping: number
  readonly discount: number
  readonly coupon?: string
  readonly customerId?: string
  readonly email?: string
  readonly phone?: string
  readonly billing?: NonNullable<ShopOrder['billing']>
  readonly refunds: readonly SaleRefund[]
  readonly isDisputed?: boolean
}

export interface SaleRefund {
  readonly shopId: string
  readonly at: number
  readonly amount: number
  readonly reason: string
}

/**
 * The sale that an order is, or nothing: orders of the till, and those that are paid by bank transfer, pass Stripe by.
 */
export function saleOf(order: ShopOrder, refunds: readonly ShopRefund[]): Sale | undefined {
  if (!isSold(order)) return undefined
  const { currency } = order
  const decidedAt = order.status === 'failed' ? order.updatedAt : order.paidAt
  const { customerId, email, phone, billing, coupon } = order
  return {
    orderId: order.id,
    number: Number(order.id.slice(1)),
    placedAt: secondsOf(order.placedAt),
    outcome: outcomeOf(order),
    ...(decidedAt !== undefined && { decidedAt: secondsOf(decidedAt) }),
    method: order.paymentMethod === 'mobile' ? 'mobilepay' : 'card',
    currency: currency.toLowerCase(),
    amount: amountIn(currency, order.total),
    tax: amountIn(currency, order.tax),
    shipping: amountIn(currency, order.shippingTotal),
    discount: amountIn(currency, order.discount),
    ...(coupon !== undefined && { coupon }),
    ...(customerId !== undefined && { customerId }),
    ...(email !== undefined && { email: email.trim() }),
    ...(phone !== undefined && { phone }),
    ...(billing !== undefined && { billing }),
    refunds: refunds.map((refund) => ({
      shopId: refund.id,
      at: secondsOf(refund.createdAt),
      amount: amountIn(currency, refund.amount),
      reason: refund.reason,
    })),
  }
}

/** All sales of a shop up to now and what was sold, in the order in which they were placed. */
export function* salesOf(
  shop: SimulatedShop,
): Iterable<{ readonly sale: Sale; readonly lines: readonly ShopLine[] }> {
  for (const order of shop.orders()) {
    const sale = saleOf(order, order.refunded > 0 ? shop.refundsOf(order.id) : [])
    if (sale !== undefined) yield { sale, lines: order.lines }
  }
}

export function secondsOf(time: number): number {
  return Math.floor(time / 1_000)
}

function isSold(order: ShopOrder): boolean {
  return (
    order.storeId === 'web' && (order.paymentMethod === 'card' || order.paymentMethod === 'mobile')
  )
}

function outcomeOf(order: ShopOrder): Sale['outcome'] {
  if (order.status === 'failed') return 'failed'
  if (order.paidAt !== undefined) return 'paid'
  return order.status === 'cancelled' ? 'abandoned' : 'pending'
}
