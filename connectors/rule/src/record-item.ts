import * as z from 'zod'
import { emailText, phoneText } from './subscriber-item.ts'
import { tagName } from './settings.ts'
import { fieldValues } from './values.ts'

/** One record of a historical group: what a mapping makes of an order. */
export const recordItem = z
  .strictObject({
    key: z.string().min(1).meta({
      description: 'What tells the record from others; written into the field `orderid`.',
    }),
    email: emailText.meta({ description: 'Whose it is.' }),
    phone: phoneText.meta({ description: 'Whose it is, where there is no address.' }),
    values: fieldValues.meta({
      description:
        'By field: text, a list of texts, or `{ date }`, `{ datetime }`, `{ time }`, `{ single }`, `{ json }`.',
    }),
    tags: z.array(tagName).nullish().meta({ description: 'Tags to add to the subscriber.' }),
  })
  .refine(({ email, phone }) => (email ?? phone ?? null) !== null, {
    message: 'expected `email` or `phone`',
    path: ['email'],
  })
export type RecordItem = z.infer<typeof recordItem>

/** The field by which a record is found again. */
export const keyField = 'orderid'
