import type { FeedSetName } from '../../config/index.ts'

export type Severity = 'error' | 'warning'

/** What a field of a feed must be. */
export interface FieldRule {
  readonly field: string
  /** What it means that there is nothing. Default: nothing. */
  readonly required?: Severity
  /** Characters at the most. */
  readonly longest?: number
  readonly form?: 'url' | 'price' | 'amount' | 'gtin'
  readonly oneOf?: readonly string[]
  readonly isUnique?: boolean
  /** Holds only where the feed has the field at all. */
  readonly whereMapped?: boolean
}

const longestUrl = 2000

/**
 * What Google Merchant Center asks of every product.
 *
 * @see https://support.google.com/merchants/answer/7052112 (read 2026-11-26)
 * @see https://support.google.com/merchants/answer/6324448 (values of availability, read 2026-11-26)
 */
const google: readonly FieldRule[] = [
  { field: 'id', required: 'error', longest: 50, isUnique: true },
  { field: 'title', required: 'error', longest: 150 },
  { field: 'description', required: 'error', longest: 5000 },
  { field: 'link', required: 'error', longest: longestUrl, form: 'url' },
  { field: 'image_link', required: 'error', longest: longestUrl, form: 'url' },
  { field: 'additional_image_link', longest: longestUrl, form: 'url' },
  {
    field: 'availability',
    required: 'error',
    oneOf: ['in_stock', 'out_of_stock', 'preorder', 'backorder'],
  },
  { field: 'price', required: 'error', form: 'price' },
  { field: 'sale_price', form: 'price' },
  { field: 'brand', required: 'warning', longest: 70 },
  { field: 'gtin', required: 'warning', form: 'gtin' },
  { field: 'mpn', longest: 70 },
  { field: 'condition', oneOf: ['new', 'refurbished', 'used'] },
  { field: 'item_group_id', longest: 50 },
  { field: 'product_type', required: 'warning', longest: 750 },
]

/** @see https://github.com/Heyloyalty/api/wiki (page "Productfeed mapping (ALPHA)", read 2026-11-22) */
const heyloyalty: readonly FieldRule[] = [
  { field: 'ProductId', required: 'error', isUnique: true },
  { field: 'ProductName', required: 'error' },
  { field: 'ProductUrl', required: 'error', form: 'url' },
  { field: 'ImageUrl', required: 'warning', form: 'url' },
  { field: 'OriginalPrice', required: 'error', form: 'amount' },
  { field: 'OnSalePrice', form: 'amount' },
  { field: 'CategoryName', required: 'warning' },
]

/** Which columns Raptor needs is known of the id and the picture alone; the others are assumed. */
const raptor: readonly FieldRule[] = [
  { field: 'ProductId', required: 'error', isUnique: true },
  { field: 'ProductName', required: 'error' },
  { field: 'OriginalPrice', required: 'error', form: 'amount' },
  { field: 'OnSalePrice', form: 'amount' },
  { field: 'ImageUrl', required: 'error', form: 'url' },
  { field: 'ProductUrl', required: 'error', form: 'url' },
  { field: 'CategoryPath', required: 'warning' },
]

const plain: readonly FieldRule[] = [
  { field: 'id', required: 'error', isUnique: true },
  { field: 'name', required: 'error', whereMapped: true },
  { field: 'url', required: 'error', form: 'url', whereMapped: true },
  { field: 'imageUrl', required: 'warning', form: 'url', whereMapped: true },
  { field: 'price', required: 'error', form: 'amount', whereMapped: true },
  { field: 'salePrice', form: 'amount', whereMapped: true },
  { field: 'gtin', form: 'gtin', whereMapped: true },
  { field: 'category', required: 'warning', whereMapped: true },
]

const rules: Readonly<Record<FeedSetName, readonly FieldRule[]>> = {
  google,
  heyloyalty,
  raptor,
  plain,
}

/** What is asked of the fields of a feed. */
export function fieldRules(set: FeedSetName, mapped: readonly string[]): readonly FieldRule[] {
  return rules[set].filter(
    ({ field, whereMapped }) => whereMapped !== true || mapped.includes(field),
  )
}
