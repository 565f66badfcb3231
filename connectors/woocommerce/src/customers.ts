import { personal } from '@cartograph/core'
import * as z from 'zod'
import { listedStream } from './listed.ts'
import { orderAddress } from './order-row.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#customer-properties (read 2026-11-22) */
export const customerRow = z.looseObject({
  id: z.int().positive(),
  email: personal('email', z.string().nullish()),
  first_name: personal('name', z.string().nullish()),
  last_name: personal('name', z.string().nullish()),
  role: z.string().optional(),
  is_paying_customer: z.boolean().optional(),
  date_created_gmt: z.string().nullish(),
  date_modified_gmt: z.string().nullish(),
  billing: orderAddress.extend({ email: personal('email', z.string().nullish()) }),
  shipping: orderAddress,
})
export type CustomerRow = z.infer<typeof customerRow>

/** Everybody with an account, in every role, because staff buys too. Guests are in no list of the shop: they come from orders. */
export const customers = listedStream({
  schema: customerRow,
  path: 'customers',
  // By default the list holds one role only, and is ordered by name.
  query: { role: 'all' },
  fields:
    'id,email,first_name,last_name,role,username,is_paying_customer,date_created_gmt,' +
    'date_modified_gmt,billing,shipping,meta_data',
})
