import { personal } from '@cartograph/core'
import * as z from 'zod'
import { gmtText } from './instants.ts'
import { listedStream } from './listed.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-review-properties (read 2026-11-22) */
export const reviewRow = z.looseObject({
  id: z.int().positive(),
  product_id: z.int(),
  status: z.string(),
  reviewer: personal('name', z.string().optional()),
  reviewer_email: personal('email', z.string().nullish()),
  review: z.string(),
  rating: z.number(),
  verified: z.boolean().optional(),
  date_created_gmt: z.string(),
})

/** Reviews that are approved or wait for it; spam is not read. */
export const reviews = listedStream({
  schema: reviewRow,
  path: 'products/reviews',
  // This list knows no `dates_are_gmt`, so here the zone has to be said.
  query: ({ startDate }) => ({
    status: 'all',
    ...(startDate !== undefined && {
      after: `${gmtText(Date.parse(`${startDate}T00:00:00Z`) - 1000)}Z`,
    }),
  }),
  fields:
    'id,product_id,product_name,status,reviewer,reviewer_email,review,rating,verified,' +
    'date_created_gmt',
})
