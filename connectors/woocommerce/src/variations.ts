import { keysetPosition, type Context } from '@cartograph/core'
import * as z from 'zod'
import { readByIds } from './by-id.ts'
import { instantOf } from './instants.ts'
import { asChanges, asKeys, datedPages } from './listings.ts'
import { fieldsQuery } from './rows.ts'
import { goodsFields, goodsRow, withShopFacts } from './products.ts'
import { kit, type Settings } from './settings.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-variation-properties (read 2026-11-22) */
export const variationRow = goodsRow.extend({
  /** The product. */
  parent_id: z.int(),
  name: z.string().nullish(),
  image: z.looseObject({ src: z.string() }).nullish(),
  attributes: z.array(z.looseObject({ name: z.string(), option: z.string() })),
})
export type VariationRow = z.infer<typeof variationRow>

export const variationFields = `${goodsFields},image,gallery_image_ids`

/** The variations of all products; those in the trash count as deleted, with the product that they belong to. */
export const variations = kit.stream({
  schema: variationRow,
  key: (row) => row.id,
  version: (row) => instantOf(row.date_modified_gmt) ?? 0,
  deletes: 'absent',
  list: {
    params: z.null(),
    position: keysetPosition,
    async *plan() {
      yield { params: null, tail: true }
    },
    read: (context, _slice, from) =>
      asChanges(datedPages<VariationRow>(context, listOf(context, variationFields), from), (rows) =>
        withShopFacts(context, rows),
      ),
    keys: (context, _slice, from) =>
      asKeys(
        datedPages<VariationRow>(context, listOf(context, 'id,date_modified_gmt'), from),
        ({ id }) => [id],
      ),
  },
  get: {
    maxKeys: 100,
    async read(context, keys) {
      const rows = await readByIds<VariationRow>(context, keys, {
        path: 'variations',
        lists: [fieldsQuery(context.config, variationFields)],
      })
      return withShopFacts(context, rows)
    },
  },
})

function listOf({ config }: Context<Settings>, fields: string) {
  return { path: 'variations', query: fieldsQuery(config, fields), by: 'modified' } as const
}
