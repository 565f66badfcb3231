import type { Expression, Mapping } from '@cartograph/core'

/** What visitors do, by the types of the store. */
export const eventNames = {
  'page.viewed': 'viewedPage',
  'product.viewed': 'viewedProduct',
  'product.favorited': 'addedWishlist',
  'product.searched': 'searched',
  'category.viewed': 'viewedProductCategory',
} as const

const product: Expression = {
  id: '$.productId',
  sku: '$.properties.sku',
  name: { $firstFilled: ['$product.name', '$.properties.productName'] },
  linkUrl: { $firstFilled: ['$product.url', '$.url'] },
  imageUrl: { $first: '$product.imageUrls' },
}

/** What visitors did, where somebody writes it into the store as it happens: of a customer, or of a session that may become one. */
export const eventMapping: Mapping = {
  id: 'contacthub-event',
  from: { entity: 'event' },
  to: { connector: 'contacthub', sink: 'events' },
  with: {
    product: { entity: 'product', where: { id: '$.productId' }, take: 'one', follow: false },
    category: { entity: 'category', where: { id: '$.categoryId' }, take: 'one', follow: false },
  },
  when: {
    $and: [
      { $in: ['$.type', Object.keys(eventNames)] },
      { $not: { $and: [{ $isBlank: '$.customerId' }, { $isBlank: '$.properties.sessionId' }] } },
    ],
  },
  fields: {
    key: { $concat: ['event/', '$.id'] },
    type: { $case: '$.type', of: eventNames },
    context: 'WEB',
    at: '$.at',
    customer: {
      $if: { $isBlank: '$.customerId' },
      then: { sessionId: { $string: '$.properties.sessionId' } },
      else: { externalId: '$.customerId' },
    },
    properties: {
      $case: '$.type',
      of: {
        'page.viewed': { url: '$.url', title: '$.properties.title' },
        'product.viewed': product,
        'product.favorited': product,
        'product.searched': { keyword: '$.properties.keyword' },
        'category.viewed': { category: { $firstFilled: ['$category.name', '$.categoryId'] } },
      },
    },
  },
}

/** A session that is known to be a customer's. */
export const sessionMapping: Mapping = {
  id: 'contacthub-session',
  from: { entity: 'event' },
  to: { connector: 'contacthub', sink: 'sessions' },
  when: {
    $and: [
      { $not: { $isBlank: '$.customerId' } },
      { $not: { $isBlank: '$.properties.sessionId' } },
    ],
  },
  fields: {
    sessionId: { $string: '$.properties.sessionId' },
    externalId: '$.customerId',
  },
}
