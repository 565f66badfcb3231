import type { Mapping } from '@cartograph/core'
import { decimal, ofLines } from './lines.ts'
import { tagsOf, type Settings } from '../settings.ts'

/** As the order says; a till that knows a customer by number may leave it to the customer. */
const email = { $firstFilled: ['$.email', '$customer.email'] } as const
const phone = { $firstFilled: ['$.phone', '$customer.phone'] } as const

/** An order that somebody paid and who can be told: one record of the historical group. Orders that nobody is known of are left out. */
export function orderMapping(config: Settings): Mapping {
  const { sale, refund } = tagsOf(config)
  return {
    id: 'rule-order',
    from: { entity: 'order' },
    to: { connector: 'rule', sink: 'orders' },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [
        { $not: { $isBlank: { $firstFilled: [email, phone] } } },
        {
          $in: ['$.status', ['paid', 'fulfilled', 'partiallyRefunded', 'refunded', 'cancelled']],
        },
      ],
    },
    fields: {
      key: '$.id',
      email: { $email: email },
      phone: { $phone: phone },
      tags: { $if: { $equals: ['$.status', 'refunded'] }, then: [sale, refund], else: [sale] },
      values: {
        receiptid: { $firstFilled: ['$.extra.receiptId', '$.number'] },
        orderdate: { datetime: '$.placedAt' },
        orderstate: '$.status',
        type: 'sale',
        currency: '$.currency',
        total_net: {
          $decimal: { $integer: { $subtract: ['$.total', '$.taxTotal'] } },
          currency: '$.currency',
        },
        total_vat: decimal('$.taxTotal'),
        total_gross: decimal('$.total'),
        discount: decimal('$.discountTotal'),
        store: '$.extra.store',
        storeexternalid: { $firstFilled: ['$.extra.storeExternalId', '$.storeId'] },
        staff: '$.extra.staffId',
        register: '$.extra.registerId',
        payments: ['$.paymentMethod'],
        names: ofLines('$.name'),
        skus: ofLines('$.sku'),
        categories: { $unique: { $flatten: { $each: '$.lines', as: '$.categoryIds' } } },
        products: {
          json: {
            $each: '$.lines',
            as: {
              sku: '$.sku',
              name: '$.name',
              quantity: '$.quantity',
              price: { $decimal: '$.unitPrice', currency: '$row.currency' },
              total: { $decimal: '$.total', currency: '$row.currency' },
            },
          },
        },
      },
    },
  }
}
