import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { converted, local } from './amounts.ts'
import { buyer, hasBuyer, store } from './order.ts'

/** A basket that somebody left and who can be told, once. Its lines are dearer or cheaper later, and stay as they were. */
export function cartMapping(config: Settings): Mapping {
  const of = { currency: '$.currency', at: '$.createdAt' }
  const ofLines = { currency: '$row.currency', at: '$row.createdAt' }
  return {
    id: 'contacthub-cart',
    from: { entity: 'cart' },
    to: { connector: 'contacthub', sink: 'carts' },
    with: { store },
    when: { $and: [{ $equals: ['$.status', 'abandoned'] }, hasBuyer] },
    fields: {
      key: { $concat: ['cart/', '$.id'] },
      type: 'abandonedCart',
      context: 'ECOMMERCE',
      at: { $firstFilled: ['$.updatedAt', '$.createdAt'] },
      customer: buyer,
      contextInfo: {
        store: {
          id: '$.storeId',
          name: '$store.name',
          country: '$store.country',
          website: '$store.url',
        },
      },
      properties: {
        orderId: '$.id',
        abandonedCartUrl: '$.recoveryUrl',
        storeCode: '$.storeId',
        amount: { total: converted(config, '$.total', of), local: local(config, of) },
        products: {
          $each: '$.lines',
          as: {
            id: { $firstFilled: ['$.productId', '$.variantId', '$.sku', '$.id'] },
            sku: '$.sku',
            name: '$.name',
            quantity: '$.quantity',
            price: converted(config, '$.unitPrice', ofLines),
            subtotal: converted(config, '$.total', ofLines),
            linkUrl: '$.url',
            imageUrl: '$.imageUrl',
          },
        },
      },
    },
  }
}
