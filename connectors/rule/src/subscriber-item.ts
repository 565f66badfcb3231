import { personal } from '@cartograph/core'
import * as z from 'zod'
import { bonusChecks } from './bonus-checks.ts'
import { fieldName, tagName } from './settings.ts'
import { fieldValues } from './values.ts'

/** Addresses and numbers as everybody writes them; whether they exist only Rule can tell. */
export const emailText = personal(
  'email',
  z
    .string()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'expected a mail address')
    .nullish(),
)
export const phoneText = personal(
  'phone',
  z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'expected a number with its country, such as +46701740605')
    .nullish(),
)

const said = z.looseObject({
  channel: z.string(),
  state: z.enum(['granted', 'denied', 'withdrawn']),
  purpose: z.string().nullish(),
  at: z.string().nullish(),
  expiresAt: z.string().nullish(),
})

/** What a mapping makes of a customer. */
export const subscriberItem = z
  .strictObject({
    email: emailText.meta({ description: 'Whom Rule tells the subscriber by.' }),
    phone: phoneText.meta({ description: 'In E.164. Tells who has no address.' }),
    language: z
      .string()
      .regex(/^[a-z]{2}$/i, 'expected two letters such as sv')
      .nullish()
      .meta({ description: 'ISO 639-1.' }),
    tags: z.array(tagName).nullish().meta({ description: 'Tags to add.' }),
    withoutTags: z.array(tagName).nullish().meta({ description: 'Tags to take away.' }),
    groups: z.record(fieldName, fieldValues).nullish().meta({
      description:
        'By group and field: text, a list of texts, or `{ date }`, `{ datetime }`, `{ time }`, `{ single }`, `{ json }`.',
    }),
    bonusChecks: bonusChecks.nullish().meta({
      description:
        'Vouchers of the person and their redemptions, as rows of the commerce model: the field `bonuschecks` of the contact group.',
    }),
    consents: z.array(said).nullish().meta({
      description:
        'What the person said, as consents of the commerce model. The newest decides about the opt-in tag, the suppression and `accepts_email` and `accepts_sms` of the contact group.',
    }),
  })
  .refine(({ email, phone }) => (email ?? phone ?? null) !== null, {
    message: 'expected `email` or `phone`',
    path: ['email'],
  })
export type SubscriberItem = z.infer<typeof subscriberItem>
