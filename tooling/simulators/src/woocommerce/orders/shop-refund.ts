import type { ShopRefund } from '../../shop/order.ts'
import { taxInside } from '../money.ts'
import { itemPlaces } from './order-items.ts'
import type { OrderContent } from './order.ts'
import type { RefundEntry, RefundLine } from './refund.ts'
import { hundredthsIn, secondOf } from './shop-order.ts'

/** An order's refunds, without the numbers that the store gives them. */
export function shopRefunds(
  order: OrderContent,
  refunds: readonly ShopRefund[],
): readonly (Omit<RefundEntry, 'id' | 'orderId' | 'itemsFrom'> & { readonly shopId: string })[] {
  const firstLine = firstLineId(order)
  const taken = new Map<number, number>()
  const total = grossOf(order)
  let before = 0
  return refunds.map((refund) => {
    const amount = hundredthsIn(refund.currency, refund.amount)
    before += amount
    const isLast = before === total
    const lines = refund.lines.flatMap(({ lineId, quantity }) => {
      const itemId = firstLine + Number(lineId) - 1
      const line = order.lines.find(({ id }) => id === itemId)
      if (line === undefined) return []
      const gross = line.total + line.totalTax
      const earlier = taken.get(itemId) ?? 0
      // The shop rounds each piece down to its currency's unit. Only a refund of everything takes what that left over.
      const unit = hundredthsIn(refund.currency, 1)
      const piece = Math.floor(gross / line.quantity / unit) * unit
      const share = isLast ? gross - earlier : piece * quantity
      taken.set(itemId, earlier + share)
      const tax = line.rateId === 0 ? 0 : taxInside(share, 25)
      return [{ itemId, quantity, total: share - tax, tax } satisfies RefundLine]
    })
    const rest = amount - lines.reduce((sum, line) => sum + line.total + line.tax, 0)
    const [shipping] = order.shippingLines
    const shippingTax = taxInside(Math.max(0, rest), 25)
    const at = secondOf(refund.createdAt)
    return {
      shopId: refund.id,
      createdAt: at,
      modifiedAt: at,
      amount,
      reason: refund.reason,
      full: isLast && refunds.length === 1,
      lines,
      ...(shipping !== undefined &&
        rest > 0 && {
          shipping: { itemId: shipping.id, total: rest - shippingTax, tax: shippingTax },
        }),
    }
  })
}

function firstLineId({ lines, shippingLines }: OrderContent): number {
  const shipping = shippingLines[0]?.id
  return shipping === undefined
    ? (lines[0]?.id ?? 0)
    : shipping - itemPlaces.shipping + itemPlaces.lines
}

function grossOf({ lines, shippingLines }: OrderContent): number {
  return [...lines, ...shippingLines].reduce((sum, line) => sum + line.total + line.totalTax, 0)
}
