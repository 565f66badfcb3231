import type { Expression, Mapping } from '@cartograph/core'
import { filled, instant, money, reference, storeId } from './expressions.ts'

/** An amount in the shop's currency, left out where that is not known. */
export function priced(value: Expression): Expression {
  return {
    $if: { $not: { $isBlank: '$.shop_currency' } },
    then: money(filled(value), '$.shop_currency'),
  }
}

const goods = {
  id: { $string: '$.id' },
  storeId,
  sku: filled('$.sku'),
  gtin: filled('$.global_unique_id'),
  name: filled('$.name'),
  description: filled('$.description'),
  status: { $if: { $equals: ['$.status', 'publish'] }, then: 'active', else: 'draft' },
  url: filled('$.permalink'),
  // A product with variations has no price of its own but the lowest of theirs.
  price: priced(filled('$.regular_price', '$.price')),
  salePrice: { $if: { $equals: ['$.on_sale', true] }, then: priced('$.sale_price') },
  currency: filled('$.shop_currency'),
  stock: '$.stock_quantity',
  inStock: { $in: ['$.stock_status', ['instock', 'onbackorder']] },
  attributes: '$.attribute_values',
  createdAt: instant('$.date_created_gmt'),
  updatedAt: instant('$.date_modified_gmt'),
}

export const product: Mapping = {
  id: 'woocommerce-product',
  from: { connector: 'woocommerce', stream: 'products' },
  to: { entity: 'product' },
  when: { $notEquals: ['$.status', 'trash'] },
  fields: {
    ...goods,
    description: filled('$.description', '$.short_description'),
    imageUrls: { $each: '$.images', as: '$.src' },
    categoryIds: { $each: '$.categories', as: { $string: '$.id' } },
    brand: { $first: { $each: '$.brands', as: '$.name' } },
    extra: {
      type: '$.type',
      status: '$.status',
      tags: { $each: '$.tags', as: '$.name' },
    },
  },
}

export const variant: Mapping = {
  id: 'woocommerce-variant',
  from: { connector: 'woocommerce', stream: 'variations' },
  to: { entity: 'variant' },
  when: { $notEquals: ['$.status', 'trash'] },
  fields: {
    ...goods,
    productId: reference('$.parent_id'),
    imageUrls: {
      $filter: ['$.image.src'],
      where: { $not: { $isBlank: '$' } },
    },
  },
}

export const category: Mapping = {
  id: 'woocommerce-category',
  from: { connector: 'woocommerce', stream: 'categories' },
  to: { entity: 'category' },
  fields: {
    id: { $string: '$.id' },
    storeId,
    parentId: reference('$.parent'),
    name: '$.name',
    slug: filled('$.slug'),
    description: filled('$.description'),
    imageUrl: filled('$.image.src'),
    position: '$.menu_order',
    extra: { products: '$.count' },
  },
}
