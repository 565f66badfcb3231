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
  const taken = new Map<number, { pieces: number; gross: number }>()
  const total = grossOf(order)
  let before = 0
  return refunds.map((refund) => {
    const lines = refund.lines.flatMap(({ lineId, quantity }) => {
      const itemId = firstLine + Number(lineId) - 1
      const line = order.lines.find(({ id }) => id === itemId)
      if (line === undefined) return []
      const gross = line.total + line.totalTax
      const earlier = taken.get(itemId) ?? { pieces: 0, gross: 0 }
      // The shop rounds a piece down, so that the last one takes what is left.
      const isRest = earlier.pieces + quantity >= line.quantity
      const share = isRest ? gross - earlier.gross : Math.floor(gross / line.quantity) * quantity
      taken.set(itemId, { pieces: earlier.pieces + quantity, gross: earlier.gross + share })
      const tax = line.rateId === 0 ? 0 : taxInside(share, 25)
      return [{ itemId, quantity, total: share - tax, tax } satisfies RefundLine]
    })
    const amount = hundredthsIn(refund.currency, refund.amount)
    const rest = amount - lines.reduce((sum, line) => sum + line.total + line.tax, 0)
    const [shipping] = order.shippingLines
    const shippingTax = taxInside(Math.max(0, rest), 25)
    before += amount
    const at = secondOf(refund.createdAt)
    return {
      shopId: refund.id,
      createdAt: at,
      modifiedAt: at,
      amount,
      reason: refund.reason,
      full: before === total && refunds.length === 1,
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
