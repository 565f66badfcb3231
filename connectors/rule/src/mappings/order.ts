import type { Expression, Mapping } from '@cartograph/core'
import { tagsOf, type Settings } from '../settings.ts'

function decimal(field: string): Expression {
  return { $decimal: field, currency: '$.currency' }
}

/** What the lines have in one field, each once. */
function ofLines(field: string): Expression {
  return {
    $unique: { $filter: { $each: '$.lines', as: field }, where: { $not: { $isBlank: '$' } } },
  }
}

/** An order that somebody paid and who can be told: one record of the historical group. Orders that nobody is known of are left out. */
export function orderMapping(config: Settings): Mapping {
  const { sale, refund } = tagsOf(config)
  return {
    id: 'rule-order',
    from: { entity: 'order' },
    to: { connector: 'rule', sink: 'orders' },
    when: {
      $and: [
        { $not: { $and: [{ $isBlank: '$.email' }, { $isBlank: '$.phone' }] } },
        {
          $in: ['$.status', ['paid', 'fulfilled', 'partiallyRefunded', 'refunded', 'cancelled']],
        },
      ],
    },
    fields: {
      key: '$.id',
      email: { $email: '$.email' },
      phone: { $phone: '$.phone' },
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

/** Money given back: a record of its own, which names the order that it is of. */
export function refundMapping(config: Settings): Mapping {
  return {
    id: 'rule-refund',
    from: { entity: 'refund' },
    to: { connector: 'rule', sink: 'refunds' },
    with: {
      order: { entity: 'order', where: { id: '$.orderId' }, take: 'one', follow: true },
    },
    when: { $not: { $and: [{ $isBlank: '$order.email' }, { $isBlank: '$order.phone' }] } },
    fields: {
      key: '$.id',
      email: { $email: '$order.email' },
      phone: { $phone: '$order.phone' },
      tags: [tagsOf(config).refund],
      values: {
        receiptid: '$order.number',
        orderdate: { datetime: '$.createdAt' },
        orderstate: 'refunded',
        type: 'refund',
        creditorderid: '$.orderId',
        currency: '$.currency',
        total_gross: { $decimal: { $integer: { $negate: '$.total' } }, currency: '$.currency' },
        storeexternalid: '$order.storeId',
      },
    },
  }
}
