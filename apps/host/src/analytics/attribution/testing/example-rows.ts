import type { JsonObject, Order, OrderLine, Refund } from '@cartograph/core'

/** What lies in the example's shop: prices in minor units of the currency of the order, and categories. */
export const exampleGoods = {
  mug: { price: 1000, category: 'shop:home' },
  lamp: { price: 5000, category: 'shop:light' },
  bulb: { price: 1000, category: 'shop:light' },
  rope: { price: 2000, category: undefined },
} as const

export type Goods = keyof typeof exampleGoods

/** `2 mug, lamp` as lines of an order. */
export function linesOf(text: string, currency: string, discount = 0): readonly OrderLine[] {
  return text.split(', ').map((part, index) => {
    const [count, name] = part.includes(' ') ? part.split(' ') : ['1', part]
    const product = name as Goods
    const quantity = Number(count)
    // Ten crowns for a euro, at the shop's own prices.
    const subtotal = quantity * exampleGoods[product].price * (currency === 'SEK' ? 10 : 1)
    const off = index === 0 ? discount : 0
    return {
      id: product,
      productId: `shop:${product}`,
      quantity,
      subtotal,
      discountTotal: off,
      total: subtotal - off,
    }
  })
}

export function orderRow(
  id: string,
  placedAt: string,
  {
    goods,
    discount = 0,
    currency = 'EUR',
    ...rest
  }: { readonly goods: string; readonly discount?: number } & Partial<Order>,
): Order {
  const lines = linesOf(goods, currency, discount)
  return {
    id: `shop:${id}`,
    connection: 'shop',
    storeId: 'shop:copenhagen',
    channel: 'web',
    status: 'paid',
    placedAt,
    currency,
    lines: [...lines],
    discountTotal: discount,
    total: lines.reduce((sum, { total }) => sum + (total ?? 0), 0),
    ...rest,
  }
}

export function refundRow(
  of: string,
  createdAt: string,
  {
    total,
    goods,
    currency = 'EUR',
  }: { readonly total: number; readonly goods?: string; readonly currency?: string },
): Refund {
  const lines = goods === undefined ? [] : linesOf(goods, currency)
  return {
    id: `shop:r${of}`,
    connection: 'shop',
    orderId: `shop:${of}`,
    createdAt,
    currency,
    total,
    ...(lines.length > 0 && {
      lines: lines.map(({ id, productId, quantity, total: given }) => ({
        orderLineId: id,
        productId,
        quantity,
        total: given,
      })),
    }),
  }
}

/** An event of a customer that led to a page, or names a campaign. */
export function eventRow(id: string, at: string, rest: JsonObject): JsonObject {
  return { id: `shop:${id}`, connection: 'shop', type: 'page.viewed', at, ...rest }
}
