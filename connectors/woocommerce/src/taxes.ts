import * as z from 'zod'
import { listedStream } from './listed.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#tax-rate-properties (read 2026-11-22) */
export const taxRow = z.looseObject({
  id: z.int().positive(),
  country: z.string(),
  /** In percent, with four decimals. */
  rate: z.string(),
  name: z.string(),
  class: z.string().optional(),
})

export const taxes = listedStream({
  schema: taxRow,
  path: 'taxes',
  fields: 'id,country,state,postcodes,cities,rate,name,priority,compound,shipping,order,class',
})
