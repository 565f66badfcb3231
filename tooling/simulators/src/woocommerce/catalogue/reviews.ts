import { createHash } from 'node:crypto'

import { assumed } from '../assumptions.ts'
import type { Resource } from '../documents/resource.ts'
import { textOr, type JsonObject } from '../json.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { Document, Store } from '../store/store.ts'

const statuses = ['all', 'hold', 'approved', 'spam', 'trash']

/** Reviews can be asked by when they were written, not by when they were changed: they do not know it themselves. */
export const reviews: Resource = {
  kind: 'reviews',
  path: 'products/reviews',
  parameters: {
    ...listParameters({
      dates: 'created',
      orderBy: ['date', 'date_gmt', 'id', 'include', 'product'],
      orderByDefault: 'date_gmt',
      orderDefault: 'desc',
    }),
    reviewer_email: { type: 'string', default: null, format: 'email' },
    product: { type: 'array', default: [] },
    status: { type: 'string', enum: statuses, default: 'approved' },
  },
  dates: { created: true, modified: false },
  orderings: {
    date_gmt: 'date',
    date: 'date',
    id: 'id',
    include: 'id',
    product: (one, other) => productOf(one) - productOf(other) || one.id - other.id,
  },
  defaultOrder: 'desc',
  matches(query) {
    const asked = query.get('status') ?? 'approved'
    const email = query.get('reviewer_email')
    const ofProducts = query.list('product')?.map(Number) ?? []
    return (document) => {
      const { status } = document
      const hasStatus = asked === 'all' ? ['approved', 'hold'].includes(status) : status === asked
      const hasEmail = email === undefined || document.fields['reviewer_email'] === email
      return (
        hasStatus &&
        hasEmail &&
        (ofProducts.length === 0 || ofProducts.includes(productOf(document)))
      )
    }
  },
  row: reviewRow,
  defaults: {
    product_id: 0,
    reviewer: '',
    reviewer_email: '',
    review: '',
    rating: 0,
    verified: false,
  },
  links: (document, root) => ({ up: [{ href: `${root}/wc/v3/products/${productOf(document)}` }] }),
  invalidId: assumed.invalidReview,
  firstStatus: 'approved',
}

function productOf({ fields }: Document): number {
  return Number(fields['product_id'] ?? 0)
}

function reviewRow(store: Store, document: Document): JsonObject {
  const { local, gmt } = store.time
  const { id, createdAt, status } = document
  const all: JsonObject = { ...reviews.defaults, ...document.fields }
  const product = store.documents.products.get(productOf(document))
  const email = textOr(all['reviewer_email'], '')
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex')
  return {
    id,
    date_created: local(createdAt),
    date_created_gmt: gmt(createdAt),
    product_id: productOf(document),
    product_name: textOr(product?.fields['name'], ''),
    product_permalink: `${store.homeUrl()}/product/${textOr(product?.fields['slug'], '')}/`,
    status,
    reviewer: all['reviewer'] ?? '',
    reviewer_email: email,
    review: all['review'] ?? '',
    rating: all['rating'] ?? 0,
    verified: all['verified'] ?? false,
    reviewer_avatar_urls: Object.fromEntries(
      ['24', '48', '96'].map((size) => [
        size,
        `https://secure.gravatar.com/avatar/${hash}?s=${size}&d=mm&r=g`,
      ]),
    ),
  }
}
