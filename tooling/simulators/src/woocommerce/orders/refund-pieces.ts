import { taxInside } from '../money.ts'
import type { Store } from '../store/store.ts'
import { taxRate } from '../store/tax-rates.ts'
import { orderTotals } from './order-totals.ts'
import type { OrderContent, OrderEntry } from './order.ts'
import type { RefundLine } from './refund.ts'

/** What pieces of an order's lines cost, and fees of it as one piece, each rounded down. Lines the order does not have are left out. */
export function piecesOf(
  { lines, feeLines }: OrderContent,
  pieces: readonly { readonly itemId: number; readonly quantity: number }[],
): readonly RefundLine[] {
  return pieces.flatMap(({ itemId, quantity }) => {
    const fee = feeLines.find(({ id }) => id === itemId)
    const line = lines.find(({ id }) => id === itemId) ?? (fee && { ...fee, quantity: 1 })
    if (line === undefined) return []
    const gross = Math.floor(((line.total + line.totalTax) * quantity) / line.quantity)
    const tax = taxInside(gross, taxRate(line.rateId)?.percent ?? 0)
    return [{ itemId, quantity, total: gross - tax, tax }]
  })
}

/** What is left of an order after its refunds. Hundredths. */
export function restOf(store: Store, entry: OrderEntry): number {
  return entry.refundIds.reduce(
    (rest, id) => rest - (store.refunds.get(id)?.amount ?? 0),
    orderTotals(store.contentOf(entry)).total,
  )
}
