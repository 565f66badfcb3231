import * as z from 'zod'
import { emailText } from './member-item.ts'

const text = z.string().nullish()
const decimal = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/, 'expected a decimal with a point')
  .nullish()

const orderLine = z.strictObject({
  product_id: z.string().min(1),
  variation_type: text,
  variation_id: text,
  product_name: text,
  product_price: decimal.meta({ description: 'Of one, in words.' }),
  product_url: text,
  original_price: decimal,
  discount: decimal,
  description: text,
  amount: z.number().positive().nullish().meta({ description: 'How many. Default 1.' }),
})

/** Lines of one order that were bought, or cancelled. */
export const orderItem = z.strictObject({
  key: z.string().min(1).meta({ description: 'The order and what happened. Sent once.' }),
  email: emailText.meta({ description: 'Who bought.' }),
  event: z.enum(['bought', 'cancelled']),
  at: z.iso.datetime({ offset: true }).meta({ description: 'When it happened.' }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.array(orderLine).min(1),
})
export type OrderItem = z.infer<typeof orderItem>
