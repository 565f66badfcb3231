import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'

/** Triggers by their names here, as events of the store. */
export const triggerEvents = {
  abandonedBasket: 'cart.abandoned',
  abandonedFavorites: 'favorites.abandoned',
  productInterest: 'product.interest',
  brandInterest: 'brand.interest',
  categoryInterest: 'category.interest',
  priceDropInterest: 'product.priceDropped',
  priceDropBasket: 'product.priceDropped',
  priceDropFavorites: 'product.priceDropped',
  backInStock: 'product.backInStock',
} as const

/**
 * A trigger as an event of the person that it is about.
 *
 * Raptor knows the ids of the shop: with the setting `shop`, `properties` has them as they stand in the store. `properties.products`
 * has all products, the event itself the first.
 */
export function triggerMapping({ shop, userId = 'email' }: Settings): Mapping {
  const first: Expression = { $first: { $each: '$.products', as: '$.id' } }
  const inStore = (id: Expression): Expression => ({
    $if: { $not: { $isBlank: id } },
    then: { $concat: [shop ?? '', ':', id] },
  })
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
      productId: first,
      cartId: '$.basketId',
      properties: {
        trigger: '$.trigger',
        products: '$.products',
        cookieId: '$.cookieId',
        ...(shop !== undefined && {
          product: inStore(first),
          cart: inStore('$.basketId'),
          ...(userId === 'customer' && { customer: inStore('$.userId') }),
        }),
      },
    },
  }
}
