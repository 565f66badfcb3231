import { personal } from '@cartograph/core'
import * as z from 'zod'

const mailAddress = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'expected a mail address')

/** An address that has to be given. */
export const emailText = personal('email', mailAddress)
const maybeEmail = personal('email', mailAddress.nullish())
const phoneText = personal(
  'phone',
  z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'expected a number with its country, such as +4520123456')
    .nullish(),
)

const said = z.looseObject({
  channel: z.string(),
  state: z.enum(['granted', 'denied', 'withdrawn']),
  purpose: z.string().nullish(),
  at: z.string().nullish(),
  expiresAt: z.string().nullish(),
})

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullish()
export type FieldValue = z.infer<typeof fieldValue>

/** What a mapping makes of a customer. */
export const memberItem = z
  .strictObject({
    email: maybeEmail.meta({ description: 'Whom Heyloyalty tells the member by.' }),
    phone: phoneText.meta({ description: 'In E.164. Tells who has no address.' }),
    fields: z
      .record(z.string().regex(/^[a-z0-9_]+$/i), fieldValue)
      .nullish()
      .meta({
        description:
          'Values by field of the list. Options by id or label, countries by code too, `sex` also as `female` and `male`, dates also as instants; `null` empties.',
      }),
    consents: z.array(said).nullish().meta({
      description:
        'What the person said, as consents of the commerce model. The newest decides whether they are added, changed or unsubscribed.',
    }),
  })
  .refine(({ email, phone }) => (email ?? phone ?? null) !== null, {
    message: 'expected `email` or `phone`',
    path: ['email'],
  })
export type MemberItem = z.infer<typeof memberItem>

/** The field that a member is told by, and the value there. */
export interface Identity {
  readonly field: 'email' | 'mobile'
  readonly value: string
}

export function identityOf({ email, phone }: Pick<MemberItem, 'email' | 'phone'>): Identity {
  return (email ?? null) === null
    ? { field: 'mobile', value: (phone ?? '').replace('+', '') }
    : { field: 'email', value: email ?? '' }
}

/** An address whatever its case, or a number with its plus. */
export function keyOf({ email, phone }: Pick<MemberItem, 'email' | 'phone'>): string {
  return email?.toLowerCase() ?? phone ?? ''
}

/** Whom a key names. */
export function identityOfKey(key: string): Identity {
  return key.includes('@')
    ? { field: 'email', value: key }
    : { field: 'mobile', value: key.replace('+', '') }
}

export function personOf({ email, phone }: Pick<MemberItem, 'email' | 'phone'>) {
  return {
    ...((email ?? null) !== null && { email: email ?? '' }),
    ...((phone ?? null) !== null && { phone: phone ?? '' }),
  }
}
