import { countedStatuses, type ShopOrder, type ShopRefund } from './order.ts'
import type { ShopCurrency } from './stores.ts'

/** Sums over the whole shop, made from the lines and not from the orders' own totals. Amounts are minor units. */
export interface ShopTotals {
  readonly orders: number
  readonly lines: number
  readonly refunds: number
  /** Orders by status. */
  readonly statuses: Readonly<Record<string, number>>
  readonly currencies: Readonly<Partial<Record<ShopCurrency, CurrencyTotals>>>
}

export interface CurrencyTotals {
  readonly orders: number
  /** Of every order, whatever its status: goods after discount, and shipping. */
  readonly ordered: bigint
  /** The same, of the orders that count as sales. */
  readonly sales: bigint
  readonly refunded: bigint
  /** Sales less refunds. */
  readonly net: bigint
}

/** Adds up what the lines say: quantity times price, less the discount, plus shipping. */
export function totalsOf(orders: Iterable<ShopOrder>, refunds: Iterable<ShopRefund>): ShopTotals {
  const statuses: Record<string, number> = {}
  const sums = new Map<
    ShopCurrency,
    { orders: number; ordered: bigint; sales: bigint; refunded: bigint }
  >()
  const sumOf = (currency: ShopCurrency) => {
    const sum = sums.get(currency) ?? { orders: 0, ordered: 0n, sales: 0n, refunded: 0n }
    sums.set(currency, sum)
    return sum
  }
  let orderCount = 0
  let lineCount = 0
  let refundCount = 0
  for (const order of orders) {
    orderCount += 1
    lineCount += order.lines.length
    statuses[order.status] = (statuses[order.status] ?? 0) + 1
    const sum = sumOf(order.currency)
    const amount = amountOf(order)
    sum.orders += 1
    sum.ordered += amount
    if (countedStatuses.has(order.status)) sum.sales += amount
  }
  for (const refund of refunds) {
    refundCount += 1
    sumOf(refund.currency).refunded += BigInt(refund.amount)
  }
  return {
    orders: orderCount,
    lines: lineCount,
    refunds: refundCount,
    statuses,
    currencies: Object.fromEntries(
      [...sums]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([currency, sum]) => [currency, { ...sum, net: sum.sales - sum.refunded }]),
    ),
  }
}

function amountOf(order: ShopOrder): bigint {
  let amount = BigInt(order.shippingTotal)
  for (const line of order.lines) {
    const full = BigInt(line.quantity) * BigInt(line.unitPrice)
    amount += full - (full * BigInt(line.discountPercent) + 50n) / 100n
  }
  return amount
}
