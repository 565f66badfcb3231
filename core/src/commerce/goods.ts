import * as z from 'zod'
import {
  amount,
  connection,
  currency,
  extra,
  flag,
  freeObject,
  instant,
  number,
  optional,
  reference,
  references,
  text,
  texts,
} from './fields.ts'

/** What products and their variants have in common. */
export const goods = {
  connection: connection(),
  storeId: reference('store', 'The store that sells it.'),
  sku: text('Stock keeping unit.'),
  gtin: text('EAN, UPC or ISBN.'),
  name: text('Name shown to customers.'),
  description: text('Text shown to customers; may be HTML.'),
  status: optional(z.enum(['draft', 'active', 'archived']), 'Whether it is on sale.'),
  url: text('Its page.'),
  imageUrls: texts('Its pictures, the main one first.'),
  categoryIds: references('category', 'Where it is found.'),
  brand: text('Brand.'),
  price: amount('Regular price of one.'),
  salePrice: amount('Reduced price, while it is reduced.'),
  currency: currency(),
  cost: amount('What one costs the merchant.'),
  stock: number('How many there are, over all places.'),
  inStock: flag('Whether it can be bought now.'),
  attributes: freeObject('Colour, size and what else tells it apart.'),
  createdAt: instant('When it was made.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
}

export const goodsAmounts = ['price', 'salePrice', 'cost'] as const
