import * as z from 'zod'
import { mappedFields } from './product-feed-settings.ts'

const text = z.string().nullish()
const fields = Object.fromEntries(mappedFields.map((name) => [name, text])) as Record<
  (typeof mappedFields)[number],
  typeof text
>

/** A product as the feed has it: fields by the names of the feed's mapping, values as mails show them. */
export const productItem = z.strictObject({
  ...fields,
  productId: z.string().min(1).meta({ description: 'The same as in orders and triggers.' }),
  name: z.string().min(1),
  custom: z
    .record(z.string().regex(/^[a-z0-9_]+$/i), text)
    .nullish()
    .meta({ description: 'Values of custom fields by their names.' }),
})
export type ProductItem = z.infer<typeof productItem>

/** What of a product is there, custom fields beside the others. */
export function flatProduct({ custom, ...fixed }: ProductItem): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ ...custom, ...fixed }).flatMap(([name, value]) =>
      (value ?? null) === null ? [] : [[name, value ?? '']],
    ),
  )
}
