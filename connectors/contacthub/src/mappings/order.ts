import { countedOrderStatuses, type Expression, type Mapping } from '@cartograph/core'
import { paymentMethods } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { converted, local } from './amounts.ts'
import { catalogueOf, catalogueRows, soldProducts } from './products.ts'

/** Somebody who has a number here; an address alone is looked for in Contacthub. */
export const buyer: Expression = {
  $if: { $isBlank: '$.customerId' },
  then: { email: { $email: '$.email' } },
  else: { externalId: '$.customerId' },
}
export const hasBuyer: Expression = {
  $not: { $and: [{ $isBlank: '$.customerId' }, { $isBlank: { $email: '$.email' } }] },
}

/** Shops on the web and tills have contexts of their own, which tell of the store. */
export const contextOf = (channel: Expression): Expression => ({
  $case: channel,
  of: { web: 'ECOMMERCE', till: 'RETAIL' },
  else: 'OTHER',
})
export const storeOf = (channel: Expression): Expression => ({
  $if: { $in: [channel, ['web', 'till']] },
  then: {
    store: {
      id: '$.storeId',
      name: '$store.name',
      country: '$store.country',
      website: '$store.url',
    },
  },
  else: null,
})
export const store = {
  entity: 'store',
  where: { id: '$.storeId' },
  take: 'one',
  follow: false,
} as const

const revenue: Expression = {
  $integer: {
    $if: { $isBlank: '$.lines' },
    then: '$.total',
    else: { $sum: { $each: '$.lines', as: '$.total' } },
  },
}

/** An order that counts, told once: what changes later is told by returns. */
export function orderMapping(config: Settings): Mapping {
  const of = { currency: '$.currency', at: '$.placedAt' }
  // Inside the lines the order is the row.
  const ofLines = { currency: '$row.currency', at: '$row.placedAt' }
  return {
    id: 'contacthub-order',
    from: { entity: 'order' },
    to: { connector: 'contacthub', sink: 'orders' },
    with: { store, ...catalogueRows(config) },
    when: { $and: [{ $in: ['$.status', [...countedOrderStatuses]] }, hasBuyer] },
    fields: {
      key: { $concat: ['order/', '$.id'] },
      type: 'completedOrder',
      context: contextOf('$.channel'),
      at: '$.placedAt',
      customer: buyer,
      contextInfo: storeOf('$.channel'),
      tracking: {
        ga: {
          utm_source: '$.attribution.source',
          utm_medium: '$.attribution.medium',
          utm_campaign: '$.attribution.campaign',
          utm_content: '$.attribution.content',
          utm_term: '$.attribution.term',
        },
      },
      catalogue: catalogueOf(config),
      properties: {
        orderId: '$.id',
        type: 'sale',
        storeCode: '$.storeId',
        paymentMethod: {
          $if: { $isBlank: '$.paymentMethod' },
          then: null,
          else: { $case: { $lower: '$.paymentMethod' }, of: paymentMethods, else: 'other' },
        },
        amount: {
          total: converted(config, '$.total', of),
          revenue: converted(config, revenue, of),
          shipping: converted(config, '$.shippingTotal', of),
          tax: converted(config, '$.taxTotal', of),
          discount: converted(config, '$.discountTotal', of),
          local: local(config, of),
        },
        products: soldProducts(config, ofLines),
        extraProperties: {
          number: '$.number',
          channel: '$.channel',
          coupons: { $each: '$.coupons', as: '$.code' },
        },
      },
    },
  }
}

/** An order that left, told once. The schema has no place for anything beside. */
export const shipmentMapping: Mapping = {
  id: 'contacthub-shipment',
  from: { entity: 'order' },
  to: { connector: 'contacthub', sink: 'shipments' },
  with: { store },
  when: {
    $and: [{ $equals: ['$.status', 'fulfilled'] }, { $notEquals: ['$.channel', 'till'] }, hasBuyer],
  },
  fields: {
    key: { $concat: ['shipment/', '$.id'] },
    type: 'orderShipped',
    context: contextOf('$.channel'),
    at: { $firstFilled: ['$.updatedAt', '$.placedAt'] },
    customer: buyer,
    contextInfo: storeOf('$.channel'),
    properties: {
      orderId: '$.id',
      carrier: '$.extra.carrier',
      trackingCode: '$.extra.trackingCode',
      trackingUrl: '$.extra.trackingUrl',
    },
  },
}
