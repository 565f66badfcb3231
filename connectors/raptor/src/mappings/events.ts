import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { native, productIdOf, userIdOf } from './ids.ts'

/** Events of the store, by their types, in the words of Raptor. */
export const eventNames = {
  'page.viewed': 'pageview',
  'product.viewed': 'visit',
  'product.favorited': 'favorite',
  'content.viewed': 'contentvisit',
  'recommendation.clicked': 'itemclick',
} as const

const email: Expression = { $email: { $firstFilled: ['$.email', '$customer.email'] } }

/** What visitors did, where somebody writes it into the store as it happens. */
export function eventMapping(config: Settings): Mapping {
  return {
    id: 'raptor-event',
    from: { entity: 'event' },
    to: { connector: 'raptor', sink: 'events' },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: false },
    },
    when: { $in: ['$.type', Object.keys(eventNames)] },
    fields: {
      key: '$.id',
      at: '$.at',
      event: { $case: '$.type', of: eventNames },
      productId: productIdOf(config, {
        variant: '$.variantId',
        product: '$.productId',
        sku: '$.properties.sku',
      }),
      productName: '$.properties.productName',
      contentId: '$.properties.contentId',
      favorites: '$.properties.favorites',
      moduleName: '$.properties.module',
      masterId: native('$.productId'),
      url: '$.url',
      userId: userIdOf(config, { email, customer: '$.customerId' }),
      email,
      customer: '$.customerId',
      cookieId: '$.properties.cookieId',
      sessionId: '$.properties.sessionId',
    },
  }
}
