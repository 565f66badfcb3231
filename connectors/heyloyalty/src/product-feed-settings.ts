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

/** What the columns of a feed are called that is made for Heyloyalty. */
export const feedColumns: Readonly<Partial<Record<MappedField, string>>> = {
  productId: 'ProductId',
  name: 'ProductName',
  url: 'ProductUrl',
  imageUrl: 'ImageUrl',
  originalPrice: 'OriginalPrice',
  salePrice: 'OnSalePrice',
  discount: 'Discount',
  currency: 'Currency',
  description: 'Description',
  categoryId: 'CategoryId',
  categoryName: 'CategoryName',
  brandName: 'Brand',
  inStock: 'InStock',
}

const customField = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9_]+$/i, 'expected a name of letters, digits and underscores')
    .meta({ description: 'Name of the field in mails.' }),
  path: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Where it stands in a product of the feed. Default: its name.' }),
})

const sourcePath = z.string().meta({ description: 'Where it stands in a product of the feed.' })

export const productFeed = z.strictObject({
  name: z.string().min(1).meta({ description: 'Name of the feed in Heyloyalty.' }),
  url: z
    .url()
    .optional()
    .meta({ description: 'Its address. Default: the document `products` of this connection.' }),
  type: z.enum(['json', 'xml']).optional().meta({ description: 'Default `json`.' }),
  searchField: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The element that holds the products. Default `products`.' }),
  updateHours: z
    .literal([4, 8, 12, 24])
    .optional()
    .meta({ description: 'How often it is fetched. Default 24.' }),
  onlyThisList: z
    .boolean()
    .optional()
    .meta({ description: 'Whether other lists may not use it. Default false.' }),
  fields: z
    .strictObject(
      Object.fromEntries(mappedFields.map((name) => [name, sourcePath.optional()])) as Record<
        MappedField,
        z.ZodOptional<typeof sourcePath>
      >,
    )
    .optional()
    .meta({
      description:
        'Paths by field, such as `price/amount`, for a feed of another address. Default: those of the document, or of the set `heyloyalty` of product feeds.',
    }),
  customFields: z.array(customField).optional().meta({ description: 'Fields of your own.' }),
  customFieldsAs: z
    .enum(['list', 'flat'])
    .optional()
    .meta({ description: 'How Heyloyalty takes them: a `list` (default), or `customField1`, ….' }),
  stripTags: z
    .boolean()
    .optional()
    .meta({ description: 'Whether HTML is taken out of texts. Default true.' }),
  user: z.string().min(1).optional().meta({ description: 'Who may fetch it.' }),
  password: secret(z.string().min(1)).optional().meta({ description: 'With which password.' }),
  pushSize: z.int().min(1).optional().meta({
    assumed: 'The support of Heyloyalty.',
    description: 'Products in one push. Default 500.',
  }),
})
export type ProductFeedSettings = z.infer<typeof productFeed>
