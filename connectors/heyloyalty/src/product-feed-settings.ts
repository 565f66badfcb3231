import { secret } from '@cartograph/core'
import * as z from 'zod'

/**
 * What a feed's mapping can name.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Productfeed-mapping-(ALPHA) (read 2026-11)
 */
export const mappedFields = [
  'productId',
  'name',
  'url',
  'originalPrice',
  'salePrice',
  'discount',
  'description',
  'imageUrl',
  'currency',
  'categoryName',
  'categoryId',
  'brandName',
  'brandId',
  'inStock',
] as const
export type MappedField = (typeof mappedFields)[number]

const customField = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/i, 'expected a name of letters, digits and underscores'),
  /** Where it stands in a product of the feed. Default: below its name. */
  path: z.string().min(1).optional(),
})

export const productFeed = z.strictObject({
  name: z.string().min(1),
  url: z.url().optional(),
  type: z.enum(['json', 'xml']).optional(),
  searchField: z.string().min(1).optional(),
  updateHours: z.literal([4, 8, 12, 24]).optional(),
  onlyThisList: z.boolean().optional(),
  fields: z.partialRecord(z.enum(mappedFields), z.string()).optional(),
  customFields: z.array(customField).optional(),
  customFieldsAs: z.enum(['list', 'flat']).optional(),
  stripTags: z.boolean().optional(),
  user: z.string().min(1).optional(),
  password: secret(z.string().min(1)).optional(),
  pushSize: z.int().min(1).optional(),
})
export type ProductFeedSettings = z.infer<typeof productFeed>
