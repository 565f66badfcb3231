import { keysetPosition, type Context } from '@cartograph/core'
import * as z from 'zod'
import { readByIds } from './by-id.ts'
import { instantOf } from './instants.ts'
import { asChanges, asKeys, datedPages } from './listings.ts'
import { shopCurrency } from './account.ts'
import { completed } from './rows.ts'
import { kit, type Settings } from './settings.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#coupon-properties (read 2026-11-22) */
export const couponRow = z.looseObject({
  id: z.int().positive(),
  code: z.string(),
  amount: z.string(),
  status: z.string().optional(),
  discount_type: z.string(),
  free_shipping: z.boolean().optional(),
  description: z.string().nullish(),
  minimum_amount: z.string().nullish(),
  usage_count: z.number().nullish(),
  usage_limit: z.number().nullish(),
  product_ids: z.array(z.int()).optional(),
  product_categories: z.array(z.int()).optional(),
  date_created_gmt: z.string().nullish(),
  date_modified_gmt: z.string().nullish(),
  date_expires_gmt: z.string().nullish(),
  /** Added here: the shop's currency; `null` where the key may not see it. */
  shop_currency: z.string().nullable(),
})
export type CouponRow = z.infer<typeof couponRow>

/** Without `used_by` and `email_restrictions`, which name people. */
const couponFields =
  'id,code,amount,status,discount_type,free_shipping,description,minimum_amount,' +
  'maximum_amount,usage_count,usage_limit,usage_limit_per_user,individual_use,' +
  'exclude_sale_items,product_ids,excluded_product_ids,product_categories,' +
  'excluded_product_categories,date_created_gmt,date_modified_gmt,date_expires_gmt,' +
  'meta_data'

/** Every published coupon: drafts are in no list, and one that becomes a draft is found by a sweep. */
export const coupons = kit.stream({
  schema: couponRow,
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
      asChanges(walk(context, couponFields, from), (rows) => withCurrency(context, rows)),
    keys: (context, _slice, from) =>
      asKeys(walk(context, 'id,date_modified_gmt', from), ({ id }) => [id]),
  },
  get: {
    maxKeys: 100,
    async read(context, keys) {
      const rows = await readByIds<CouponRow>(context, keys, {
        path: 'coupons',
        lists: [{ _fields: couponFields }],
        single: { _fields: couponFields },
      })
      return withCurrency(context, rows)
    },
  },
})

function walk(
  context: Context<Settings>,
  fields: string,
  from: z.infer<typeof keysetPosition> | undefined,
) {
  return datedPages<CouponRow>(
    context,
    { path: 'coupons', query: { _fields: fields }, by: 'modified' },
    from,
  )
}

/** Rows with the shop's currency, since amounts have none. */
async function withCurrency<Row extends CouponRow | null>(
  context: Context<Settings>,
  rows: readonly Row[],
) {
  const shop_currency = rows.length === 0 ? null : await shopCurrency(context)
  return rows.map((row) => (row === null ? row : completed(row, { shop_currency })))
}
