import type { Mapping } from '@cartograph/core'
import { tagsOf, type Settings } from '../settings.ts'
import { ofLines } from './lines.ts'

const email = { $firstFilled: ['$order.email', '$customer.email'] } as const
const phone = { $firstFilled: ['$order.phone', '$customer.phone'] } as const

/**
 * Money given back: a record of its own, which names the order that it is of.
 *
 * An exchange at a till is a sale and a refund under one number, so the key says which of the two it is.
 */
export function refundMapping(config: Settings): Mapping {
  return {
    id: 'rule-refund',
    from: { entity: 'refund' },
    to: { connector: 'rule', sink: 'refunds' },
    with: {
      order: { entity: 'order', where: { id: '$.orderId' }, take: 'one', follow: true },
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [
        { $not: { $isBlank: { $firstFilled: [email, phone] } } },
        {
          $not: { $in: [{ $coalesce: ['$.status', 'done'] }, ['pending', 'cancelled', 'failed']] },
        },
      ],
    },
    fields: {
      key: { $concat: ['$.id', '/refund'] },
      email: { $email: email },
      phone: { $phone: phone },
      tags: [tagsOf(config).refund],
      values: {
        receiptid: '$order.number',
        orderdate: { datetime: '$.createdAt' },
        orderstate: 'refunded',
        type: 'refund',
        creditorderid: '$.orderId',
        currency: '$.currency',
        total_gross: {
          $decimal: { $integer: { $negate: '$.total' } },
          currency: '$.currency',
        },
        total_vat: { $decimal: { $integer: { $negate: '$.taxTotal' } }, currency: '$.currency' },
        storeexternalid: { $firstFilled: ['$.storeId', '$order.storeId'] },
        names: ofLines('$.name'),
        skus: ofLines('$.sku'),
        products: {
          json: {
            $each: '$.lines',
            as: {
              sku: '$.sku',
              name: '$.name',
              quantity: '$.quantity',
              total: { $decimal: '$.total', currency: '$row.currency' },
            },
          },
        },
      },
    },
  }
}
