import { personal } from '@cartograph/core'
import * as z from 'zod'

const instant = z.string()
const leaf = z
  .looseObject({ status: z.boolean().nullish(), objection: z.boolean().nullish() })
  .nullish()
const text = z.string().nullish()

export const shownSubscription = z.looseObject({
  id: z.string(),
  subscribed: z.boolean().nullish(),
  startDate: text,
  endDate: text,
  updatedAt: text,
})
export type ShownSubscription = z.infer<typeof shownSubscription>

const contacts = z.looseObject({
  email: personal('email', text),
  fax: personal('phone', text),
  mobilePhone: personal('phone', text),
  phone: personal('phone', text),
})
const base = z.looseObject({
  firstName: personal('name', text),
  lastName: personal('name', text),
  middleName: personal('name', text),
  dob: text,
  contacts: contacts.nullish(),
  address: z
    .looseObject({
      street: personal('address', text),
      zip: personal('address', text),
      city: text,
      region: text,
      country: text,
    })
    .nullish(),
  subscriptions: z.array(shownSubscription).nullish(),
})
const consents = z.looseObject({
  disclaimer: z.looseObject({ date: text, version: text }).nullish(),
  marketing: z
    .looseObject({
      automatic: z.looseObject({ email: leaf, sms: leaf, push: leaf }).nullish(),
      traditional: z.looseObject({ telephonic: leaf, papery: leaf }).nullish(),
    })
    .nullish(),
  profiling: z.looseObject({ online: leaf, classic: leaf }).nullish(),
})

/** A customer as Contacthub shows them. What was never said is `null`. */
export const shownCustomer = z.looseObject({
  id: z.string(),
  nodeId: z.string(),
  externalId: text,
  extra: text,
  enabled: z.boolean().nullish(),
  registeredAt: instant,
  updatedAt: instant,
  sourceInfo: z.looseObject({ registeredBy: text, updatedBy: text }).nullish(),
  base: base.nullish(),
  consents: consents.nullish(),
  extended: z.record(z.string(), z.unknown()).nullish(),
  tags: z
    .looseObject({ auto: z.array(z.string()).nullish(), manual: z.array(z.string()).nullish() })
    .nullish(),
})
export type ShownCustomer = z.infer<typeof shownCustomer>

/**
 * An instant as Contacthub writes it in milliseconds since 1970; its offset has no colon, which not every parser takes.
 *
 * `undefined` where it is none.
 */
export function instantMs(written: string | null | undefined): number | undefined {
  const ms = Date.parse((written ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(ms) ? undefined : ms
}
