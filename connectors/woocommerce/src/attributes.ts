import * as z from 'zod'
import { childrenStream } from './children.ts'
import { eachWith } from './rows.ts'
import { wholeStream } from './whole.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-attributes (read 2026-11-22) */
export const attributeRow = z.looseObject({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string(),
})

export const attributes = wholeStream({
  schema: attributeRow,
  key: (row) => row.id,
  path: 'products/attributes',
  fields: 'id,name,slug,type,order_by,has_archives',
})

const attributeTermRow = z.looseObject({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string().nullish(),
  /** Added here. */
  attribute_id: z.int(),
})
type AttributeTermRow = z.infer<typeof attributeTermRow>

/** The values of each attribute, such as the colours. */
export const attributeTerms = childrenStream<AttributeTermRow>({
  schema: attributeTermRow,
  key: (row) => [row.attribute_id, row.id],
  parents: { path: 'products/attributes', query: { _fields: 'id' } },
  path: (attribute) => `products/attributes/${attribute}/terms`,
  query: () => ({
    orderby: 'id',
    order: 'asc',
    _fields: 'id,name,slug,description,menu_order,count',
  }),
  paged: true,
  complete: (_context, rows, attribute) => eachWith(rows, { attribute_id: attribute }),
  one: ([attribute, id]) => ({
    path: `products/attributes/${attribute}/terms/${id}`,
    parent: Number(attribute),
  }),
})
