import { entities, type Product, type Variant } from '@cartograph/core'
import * as z from 'zod'
import type { JsonSchema } from './json-schema.ts'

const step = z.strictObject({ id: z.string(), name: z.string() })

const category = z.strictObject({
  id: z.string().describe('As the shop knows it.'),
  name: z.string(),
  path: z.string().describe('From the top, such as `Clothes > Jackets`.'),
  steps: z.array(step).describe('The categories of the path, the top one first.'),
})

/** What the expressions of a feed read: a product or a variant, with all that is known of it. Amounts are decimal text. */
const feedRowShape = z.strictObject({
  key: z.string().describe('The id in the store, `connection:id`.'),
  id: z.string().describe('As the shop, its cart and its tracking know it.'),
  productId: z.string().describe('Of the product that it is a form of; else its own.'),
  isVariant: z.boolean(),
  connection: z.string(),
  storeId: z.string().optional(),
  sku: z.string().optional(),
  gtin: z.string().optional(),
  name: z.string().optional().describe('Without HTML.'),
  productName: z.string().optional(),
  description: z.string().optional().describe('Without HTML.'),
  url: z.string().optional().describe('Its page, with the parameters of the feed.'),
  imageUrl: z.string().optional(),
  imageUrls: z.array(z.string()),
  brand: z.string().optional(),
  currency: z.string().optional(),
  price: z.string().optional().describe('The regular price.'),
  salePrice: z.string().optional().describe('The reduced one, while it is reduced.'),
  currentPrice: z.string().optional().describe('What is asked now.'),
  priceText: z.string().optional().describe('With the currency: `1199.00 DKK`.'),
  salePriceText: z.string().optional(),
  discount: z.string().optional().describe('Whole per cent.'),
  cost: z.string().optional(),
  margin: z.string().optional().describe('The share of the price that is not cost, such as 0.42.'),
  category: category.optional().describe('The deepest one.'),
  categories: z.array(category),
  stock: z.number().optional(),
  stockAt: z.record(z.string(), z.number()).describe('By warehouse, where the feed names them.'),
  inStock: z.boolean(),
  unitsSold: z.number().describe('In the days that the feed counts, less what came back.'),
  rating: z.number().optional().describe('`extra.rating` of the product.'),
  tags: z.array(z.string()).describe('`extra.tags` of the product and the variant.'),
  attributes: z.record(z.string(), z.unknown()),
  extra: z.record(z.string(), z.unknown()).describe('Of both, the variant before the product.'),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  market: z.strictObject({
    country: z.string().optional(),
    currency: z.string().optional(),
    language: z.string().optional(),
  }),
  product: entities.product.schema.optional().describe('The row of the product.'),
  variant: entities.variant.schema.optional().describe('The row of the variant.'),
})

export type FeedRow = Omit<z.infer<typeof feedRowShape>, 'product' | 'variant'> & {
  readonly product?: Product
  readonly variant?: Variant
}

/** The same for the checker of mappings. */
export const feedRowSchema = z.toJSONSchema(feedRowShape, { io: 'input' }) as JsonSchema
