import type { JsonSchema, Mapping } from '@cartograph/core'
import * as z from 'zod'

const text = z.string().optional()
const amount = z.int().optional()

/** What expressions of a step may read of a cart: `$.email`, `$.lines`. What nobody knows is missing. */
const cartDocumentShape = z.strictObject({
  cart: z.string().describe('The cart, as `shop:1234`.'),
  connection: z.string(),
  step: z.int().describe('The first is 1.'),
  email: z.string(),
  phone: text,
  customerId: text,
  firstName: text,
  lastName: text,
  link: z.string().describe('Fills the cart again.'),
  unsubscribeLink: z.string(),
  currency: text,
  total: amount.describe('Minor units, of what can still be bought.'),
  totalText: text,
  count: z.int().describe('How many lines there are.'),
  lines: z.array(
    z.strictObject({
      productId: text,
      variantId: text,
      sku: text,
      name: text,
      quantity: z.number(),
      unitPrice: amount,
      total: amount,
      totalText: text,
      url: text,
      imageUrl: text,
    }),
  ),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export type CartDocument = z.infer<typeof cartDocumentShape>

export const cartDocumentSchema = z.toJSONSchema(cartDocumentShape) as JsonSchema

/** The expressions of a step as a mapping of the document. */
export function stepMapping(rule: string, step: number, input: Mapping['fields']): Mapping {
  return {
    id: `carts.${rule}.steps.${step + 1}`,
    from: { entity: 'cart' },
    to: { connector: 'host', sink: 'action' },
    fields: input,
  }
}
