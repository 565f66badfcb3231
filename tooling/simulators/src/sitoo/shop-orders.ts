import type { ShopOrder, ShopRefund, SimulatedShop } from '../shop/index.ts'
import type { Account } from './account.ts'
import { putCredit, putSale, type SaleLine } from './sale.ts'
import { productIdOf } from './shop-catalogue.ts'

/** Which order of the account is which of the shop, and which refunds were taken over. */
export interface KnownOrders {
  readonly orders: Map<string, number>
  readonly refunds: Map<string, number>
}

const states: Readonly<
  Record<ShopOrder['status'], { readonly orderstateid: number; readonly paymentstateid: number }>
> = {
  pending: { orderstateid: 0, paymentstateid: 10 },
  onHold: { orderstateid: 0, paymentstateid: 10 },
  paid: { orderstateid: 10, paymentstateid: 20 },
  fulfilled: { orderstateid: 10, paymentstateid: 20 },
  cancelled: { orderstateid: 20, paymentstateid: 30 },
  failed: { orderstateid: -1, paymentstateid: 40 },
  partiallyRefunded: { orderstateid: 10, paymentstateid: 20 },
  refunded: { orderstateid: 10, paymentstateid: 20 },
}

/** Takes over what the shop's till has sold and taken back so far, in the order of time. */
export function putShopOrders(account: Account, shop: SimulatedShop, known: KnownOrders): void {
  const sales = [...shop.orders()]
    .filter(({ storeId, id }) => storeId === 'till' && !known.orders.has(id))
    .map((order) => ({ at: order.placedAt, put: () => putOrder(account, order, known) }))
  const credits = [...shop.refunds()]
    .filter(({ storeId, id }) => storeId === 'till' && !known.refunds.has(id))
    .map((refund) => ({ at: refund.createdAt, put: () => putRefund(account, shop, refund, known) }))
  for (const { put } of [...sales, ...credits].toSorted((one, other) => one.at - other.at)) put()
}

function putOrder(account: Account, order: ShopOrder, known: KnownOrders): void {
  const [namefirst = '', ...family] = (order.billing?.name ?? '').split(' ')
  const orderid = putSale(account, {
    lines: order.lines.map((line): SaleLine => ({
      sku: line.sku,
      name: line.name,
      productId: productIdOf(account, line.sku),
      quantity: line.quantity,
      total: line.total,
      discount: line.discount,
      vat: line.tax,
      vatPercent: line.taxRate,
    })),
    currency: order.currency,
    orderdate: Math.floor(order.placedAt / 1000),
    namefirst,
    namelast: family.join(' '),
    ...(order.email !== undefined && { email: order.email }),
    ...(order.phone !== undefined && { phone: order.phone }),
    ...(order.paymentMethod !== 'card' && { payment: order.paymentMethod }),
    delivery: order.shippingTotal,
    ...states[order.status],
  })
  known.orders.set(order.id, orderid)
}

/** What the shop gave back is given back to the last hundredth: the last line takes what rounding leaves. */
function putRefund(
  account: Account,
  shop: SimulatedShop,
  refund: ShopRefund,
  known: KnownOrders,
): void {
  const orderid = known.orders.get(refund.orderId)
  const order = shop.order(refund.orderId)
  if (orderid === undefined || order === undefined) return
  let left = refund.amount
  const pieces = refund.lines.map(({ lineId, quantity }, index) => {
    const line = order.lines.findIndex(({ id }) => id === lineId)
    const { total = 0, quantity: whole = 1 } = order.lines[line] ?? {}
    const isLast = index === refund.lines.length - 1
    const amount = isLast ? left : Math.round((total * quantity) / whole)
    left -= amount
    return { line, quantity, total: amount }
  })
  const credit = putCredit(account, orderid, pieces, {
    orderdate: Math.floor(refund.createdAt / 1000),
    additionaldata: { 'refundreasoncode-comment': refund.reason },
  })
  known.refunds.set(refund.id, credit)
}
