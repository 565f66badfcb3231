import { coupons } from '../catalogue/coupons.ts'
import { products } from '../catalogue/products.ts'
import { reviews } from '../catalogue/reviews.ts'
import { attributes, attributeTerms, brands, categories, tags } from '../catalogue/terms.ts'
import { variations } from '../catalogue/variations.ts'
import { notes } from '../orders/notes.ts'
import { customers } from '../people/customers.ts'
import type { DocumentKind } from '../store/store.ts'
import { taxes } from '../store/taxes.ts'
import type { Resource } from './resource.ts'

/** All kinds of records that behave like documents. Webhooks have endpoints of their own. */
export const resources = {
  products,
  variations,
  customers,
  coupons,
  reviews,
  categories,
  tags,
  brands,
  attributes,
  terms: attributeTerms,
  taxes,
  notes,
} as const satisfies Readonly<Record<Exclude<DocumentKind, 'webhooks'>, Resource>>
