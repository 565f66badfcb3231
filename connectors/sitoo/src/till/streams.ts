import { personal } from '@cartograph/core'
import * as z from 'zod'
import { kit } from '../settings.ts'

const text = z.string().nullish()

const tillAddress = z.strictObject({
  line1: personal('address', text),
  line2: personal('address', text),
  postcode: personal('address', text),
  city: personal('address', text),
  region: text,
  country: text,
})
export type TillAddress = z.infer<typeof tillAddress>

const statement = z.object({ isGranted: z.boolean(), at: z.string() })

/** Somebody as a till registered or changed them. */
const contactRow = z.object({
  contactId: z.string(),
  /** The account whose till it was: two connections of one organisation keep apart what is theirs. */
  account: z.int(),
  email: personal('email', text),
  /** E.164. */
  phone: personal('phone', text),
  firstName: personal('name', text),
  lastName: personal('name', text),
  company: text,
  personalId: personal('name', text),
  memberNumber: text,
  invoiceAddress: tillAddress.nullish(),
  deliveryAddress: tillAddress.nullish(),
  gender: text,
  /** A day. */
  birthday: text,
  /** What was said at a till about each channel, and when. Instants are ISO 8601 in UTC. */
  statements: z
    .object({
      email: statement.nullish(),
      sms: statement.nullish(),
      post: statement.nullish(),
    })
    .nullish(),
  /** Ids of the consents that were given. */
  consents: z.array(z.string()).nullish(),
  storeExternalId: text,
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ContactRow = z.infer<typeof contactRow>

/** Only tills write it: it can be neither listed nor asked for. */
export const contacts = kit.stream({
  schema: contactRow,
  key: (row) => row.contactId,
  deletes: 'reported',
})

/** A bonus check, or a part of it, that was spent with a receipt. */
const redemptionRow = z.object({
  /** The voucher's id, with its connection. */
  check: z.string(),
  receipt: z.string(),
  /** Minor units. */
  amount: z.int(),
  remaining: z.int(),
  currency: z.string(),
  at: z.string(),
  store: text,
})
export type RedemptionRow = z.infer<typeof redemptionRow>

/** Only tills write it. One that is taken back is deleted. */
export const redemptions = kit.stream({
  schema: redemptionRow,
  key: (row) => [row.check, row.receipt] as const,
  deletes: 'reported',
})
