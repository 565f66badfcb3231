import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'

/**
 * Triggers by their names here, as events of the store.
 *
 * They are about a person, so none has the name of what automations know of products themselves (`product.backInStock`,
 * `product.priceDrop`).
 */
export const triggerEvents = {
  abandonedBasket: 'cart.abandoned',
  abandonedFavorites: 'favorites.abandoned',
  productInterest: 'product.interest',
  brandInterest: 'brand.interest',
  categoryInterest: 'category.interest',
  priceDropInterest: 'product.priceDropped',
  priceDropBasket: 'product.priceDropped',
  priceDropFavorites: 'product.priceDropped',
  backInStock: 'product.cameBackInStock',
} as const

/**
 * A trigger as an event of the person that it is about; `properties.lines` has all products, as in a cart.
 *
 * Raptor knows the ids of the shop: with the setting `shop`, `properties` has them as they stand in the store.
 */
export function triggerMapping({ shop, userId = 'email' }: Settings): Mapping {
  const inStore = (id: Expression): Expression =>
    shop === undefined
      ? id
      : { $if: { $not: { $isBlank: id } }, then: { $concat: [shop, ':', id] } }
  return {
    id: 'raptor-trigger',
    from: { connector: 'raptor', stream: 'triggers' },
    to: { entity: 'event' },
    fields: {
      id: '$.id',
      type: {
        $case: '$.trigger',
        of: triggerEvents,
        else: { $concat: ['raptor.', '$.trigger'] },
      },
      at: '$.at',
      channel: 'web',
      email: { $email: '$.userId' },
      properties: {
        trigger: '$.trigger',
        lines: {
          $each: '$.products',
          as: {
            productId: inStore('$.id'),
            name: '$.name',
            price: '$.price',
            originalPrice: '$.originalPrice',
          },
        },
        cart: inStore('$.basketId'),
        ...(userId === 'customer' && { customer: inStore('$.userId') }),
        cookieId: '$.cookieId',
      },
    },
  }
}
