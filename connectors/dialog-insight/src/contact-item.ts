import * as z from 'zod'
import { fieldValue } from './values.ts'

const keyValue = z.union([z.string().min(1), z.number()])
export const keyValues = z.record(z.string().regex(/^\w+$/), keyValue)

const statement = z.looseObject({
  channel: z.string(),
  state: z.enum(['granted', 'denied', 'withdrawn']),
  purpose: z.string().nullish(),
  at: z.string().nullish(),
  expiresAt: z.string().nullish(),
})
export type Statement = z.infer<typeof statement>

/** A contact: its key, its fields by their codes, what was said about being contacted. */
export const contactItem = z.strictObject({
  key: keyValues.meta({ description: 'Fields of the project’s key and their values.' }),
  fields: z.record(z.string().regex(/^\w+$/), fieldValue).optional().meta({
    description:
      'By code, without a prefix. Text, a number, or `{ decimal }`, `{ datetime }`, `{ date }`; `null` empties.',
  }),
  consents: z.array(statement).optional().meta({
    description: 'What the person said; the setting `optIns` says which opt-in it is.',
  }),
  optIns: z.record(z.string().regex(/^\w+$/), z.boolean()).optional().meta({
    description: 'Opt-ins by code, in place of what `consents` say.',
  }),
  tracking: z
    .strictObject({ consents: z.boolean(), at: z.iso.date().nullish() })
    .optional()
    .meta({ description: 'Consent to be followed on pages.' }),
})
export type ContactItem = z.infer<typeof contactItem>
