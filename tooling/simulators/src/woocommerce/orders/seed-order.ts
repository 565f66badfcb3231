import { hundredthsOf, pieceNumber } from '../money.ts'
import { itemPlaces } from './order-items.ts'
import type { WooOrderSeed } from './order-seed.ts'
import { noAddress, type OrderContent } from './order.ts'
import { secondOf } from './shop-order.ts'

/** Statuses of an order that was paid. */
const paid: ReadonlySet<string> = new Set(['processing', 'completed', 'refunded'])

export function seedContent(
  seed: WooOrderSeed,
  known: {
    readonly currency: string
    readonly itemsFrom: number
    readonly product: (sku: string) => number
  },
): OrderContent {
  const status = seed.status ?? 'completed'
  const placedAt = secondOf(seed.placedAt)
  return {
    number: seed.number,
    key: `wc_order_${seed.number}`,
    currency: seed.currency ?? known.currency,
    pricesIncludeTax: false,
    billing: { ...noAddress, country: seed.country ?? '', email: seed.email ?? '' },
    shipping: { ...noAddress, country: seed.country ?? '' },
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia: 'rest-api',
    customerNote: '',
    ...(paid.has(status) && { paidAt: placedAt }),
    ...(['completed', 'refunded'].includes(status) && { completedAt: placedAt }),
    lines: seed.lines.map(({ sku, name, quantity, unitPrice }, position) => {
      const total = hundredthsOf(unitPrice, quantity)
      return {
        id: known.itemsFrom + itemPlaces.lines + position,
        name,
        productId: known.product(sku),
        variationId: 0,
        quantity,
        taxClass: '',
        subtotal: total,
        subtotalTax: 0,
        total,
        totalTax: 0,
        price: pieceNumber(total, quantity),
        sku,
        parentName: null,
        rateId: 0,
        meta: [],
      }
    }),
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    meta: [],
  }
}
