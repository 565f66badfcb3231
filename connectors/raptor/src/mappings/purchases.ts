import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { native, userIdOf } from './ids.ts'
import { boughtStatuses, lineKey, lineProduct, lineTotal, paidForOne, soldLines } from './lines.ts'

const email: Expression = { $email: { $firstFilled: ['$row.email', '$customer.email'] } }

/** Paid orders, a purchase a line: those of the shop on the web, and those of tills. */
export function purchaseMappings(config: Settings): readonly Mapping[] {
  const isTill: Expression = { $equals: ['$.channel', 'till'] }
  const mapping = (id: string, sink: string, when: Expression): Mapping => ({
    id,
    from: { entity: 'order' },
    to: { connector: 'raptor', sink },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: false },
    },
    when: { $and: [{ $in: ['$.status', boughtStatuses] }, when] },
    each: soldLines(config),
    fields: {
      key: lineKey,
      at: { $firstFilled: ['$row.paidAt', '$row.placedAt'] },
      orderId: native('$row.id'),
      productId: lineProduct(config),
      productName: '$.name',
      subtotal: lineTotal,
      currency: '$row.currency',
      itemPrice: paidForOne,
      quantity: '$.quantity',
      masterId: native('$.productId'),
      userId: userIdOf(config, { email, customer: '$row.customerId' }),
      email,
      customer: '$row.customerId',
      cookieId: '$row.extra.cookieId',
      sessionId: '$row.extra.sessionId',
    },
  })
  return [
    mapping('raptor-purchase', 'purchases', { $not: isTill }),
    mapping('raptor-offline-purchase', 'offlinePurchases', isTill),
  ]
}

/** The same lines with their day, for an interaction dataflow, which takes history too. */
export function orderLineMapping(config: Settings): Mapping {
  return {
    id: 'raptor-order-line',
    from: { entity: 'order' },
    to: { connector: 'raptor', sink: 'orderLines' },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: false },
    },
    when: { $in: ['$.status', boughtStatuses] },
    each: soldLines(config),
    fields: {
      RowId: lineKey,
      Email: email,
      CustomerNo: native('$row.customerId'),
      OrderId: native('$row.id'),
      OrderDate: '$row.placedAt',
      ProductId: lineProduct(config),
      Quantity: '$.quantity',
      Subtotal: lineTotal,
      Currency: '$row.currency',
      Channel: '$row.channel',
      StoreId: native('$row.storeId'),
      customer: '$row.customerId',
    },
  }
}
