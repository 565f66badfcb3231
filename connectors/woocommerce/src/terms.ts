import * as z from 'zod'
import { listedStream } from './listed.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-category-properties (read 2026-11-22) */
export const categoryRow = z.looseObject({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string().nullish(),
  /** 0 at the top. */
  parent: z.int(),
  description: z.string().nullish(),
  image: z.looseObject({ src: z.string() }).nullish(),
  menu_order: z.number().nullish(),
  count: z.number().optional(),
})

const termRow = z.looseObject({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string().nullish(),
  description: z.string().nullish(),
  count: z.number().optional(),
})

const termFields = 'id,name,slug,description,count'

export const categories = listedStream({
  schema: categoryRow,
  path: 'products/categories',
  fields: `${termFields},parent,display,image,menu_order`,
})

export const tags = listedStream({ schema: termRow, path: 'products/tags', fields: termFields })

/** Newer than the other two: older shops have no such list. */
export const brands = listedStream({
  schema: termRow,
  path: 'products/brands',
  fields: `${termFields},parent,image,menu_order`,
})
