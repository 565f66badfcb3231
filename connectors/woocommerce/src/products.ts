import { keysetPosition, type Context, type Slice } from '@cartograph/core'
import * as z from 'zod'
import { shopCurrency } from './account.ts'
import { readByIds } from './by-id.ts'
import { instantOf } from './instants.ts'
import { asChanges, asKeys, datedPages, setParams, type DatedList } from './listings.ts'
import { completed, fieldsQuery } from './rows.ts'
import { kit, type Settings } from './settings.ts'

/** Present, or of no picture: `null`, or texts that are empty. */
const image = z.looseObject({ src: z.string() })
const term = z.looseObject({ id: z.int(), name: z.string() })

/** What products and variations have in common; prices are texts, empty where there is none. */
export const goodsRow = z.looseObject({
  id: z.int().positive(),
  status: z.string(),
  permalink: z.string().optional(),
  sku: z.string().nullish(),
  global_unique_id: z.string().nullish(),
  description: z.string().nullish(),
  price: z.string().nullish(),
  regular_price: z.string().nullish(),
  sale_price: z.string().nullish(),
  on_sale: z.boolean().optional(),
  stock_quantity: z.number().nullish(),
  stock_status: z.string().nullish(),
  date_created_gmt: z.string().nullish(),
  date_modified_gmt: z.string().nullish(),
  /** Added here: options of a product, the one option of a variation. */
  attribute_values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Added here: the shop's currency, since prices have none; `null` where the key may not see it. */
  shop_currency: z.string().nullable(),
})

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties (read 2026-11-22) */
export const productRow = goodsRow.extend({
  name: z.string(),
  type: z.string(),
  short_description: z.string().nullish(),
  categories: z.array(term),
  tags: z.array(term),
  /** Left out by shops older than brands. */
  brands: z.array(term).optional(),
  images: z.array(image),
  attributes: z.array(z.looseObject({ name: z.string(), options: z.array(z.string()).optional() })),
})
export type ProductRow = z.infer<typeof productRow>

export const goodsFields =
  'id,type,status,permalink,sku,global_unique_id,description,price,regular_price,' +
  'sale_price,on_sale,date_on_sale_from_gmt,date_on_sale_to_gmt,stock_quantity,' +
  'stock_status,manage_stock,backorders,low_stock_amount,date_created_gmt,' +
  'date_modified_gmt,name,parent_id,attributes,weight,dimensions,tax_status,tax_class,' +
  'shipping_class,virtual,downloadable,menu_order,meta_data'

const productFields =
  `${goodsFields},` +
  'slug,short_description,featured,catalog_visibility,purchasable,total_sales,' +
  'average_rating,rating_count,upsell_ids,cross_sell_ids,related_ids,categories,tags,' +
  'brands,images,variations,grouped_products,external_url'

/**
 * Every product, drafts, private ones and the trash included.
 *
 * A sale changes a product's stock and its instant of change; views and ratings may change without it.
 */
export const products = kit.stream({
  schema: productRow,
  key: (row) => row.id,
  version: (row) => instantOf(row.date_modified_gmt) ?? 0,
  deletes: 'absent',
  list: {
    params: setParams,
    position: keysetPosition,
    // `any` is all but the trash.
    async *plan() {
      for (const set of ['any', 'trash']) yield { params: { set }, tail: true }
    },
    read: (context, slice, from) =>
      asChanges(
        datedPages<ProductRow>(context, listOf(context, slice, productFields), from),
        (rows) => withShopFacts(context, rows),
      ),
    keys: (context, slice, from) =>
      asKeys(
        datedPages<ProductRow>(context, listOf(context, slice, 'id,date_modified_gmt'), from),
        ({ id }) => [id],
      ),
  },
  get: {
    maxKeys: 100,
    async read(context, keys) {
      const fields = fieldsQuery(context.config, productFields)
      const rows = await readByIds<ProductRow>(context, keys, {
        path: 'products',
        lists: [
          { ...fields, status: 'any' },
          { ...fields, status: 'trash' },
        ],
        single: fields,
      })
      return withShopFacts(context, rows)
    },
  },
})

function listOf(
  { config }: Context<Settings>,
  { params }: Slice<{ set: string }>,
  fields: string,
): DatedList {
  return {
    path: 'products',
    query: { ...fieldsQuery(config, fields), status: params.set },
    by: 'modified',
  }
}

/** Rows with the shop's currency, and with the values of attributes by their names. */
export async function withShopFacts<
  Row extends { readonly attributes?: readonly Attribute[] } | null,
>(context: Context<Settings>, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) return rows
  const shop_currency = await shopCurrency(context)
  return rows.map((row) =>
    row === null ? row : completed(row, { shop_currency, attribute_values: attributeValues(row) }),
  )
}

interface Attribute {
  readonly name: string
  readonly options?: readonly string[] | undefined
  readonly option?: string | undefined
}

function attributeValues({ attributes = [] }: { readonly attributes?: readonly Attribute[] }) {
  return Object.fromEntries(
    attributes.map(({ name, option, options }) => [name, option ?? options ?? []]),
  )
}
