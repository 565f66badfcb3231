import type { DocumentKind, Sequence } from './store.ts'

const sequences: Readonly<Record<DocumentKind, Sequence>> = {
  products: 'post',
  variations: 'post',
  coupons: 'post',
  customers: 'user',
  reviews: 'comment',
  notes: 'comment',
  categories: 'term',
  tags: 'term',
  brands: 'term',
  terms: 'term',
  attributes: 'attribute',
  taxes: 'tax',
  webhooks: 'webhook',
}

/** Where records of a kind draw their ids from: WordPress has one sequence for all posts, one for all comments. */
export function sequenceOf(kind: DocumentKind): Sequence {
  return sequences[kind]
}
