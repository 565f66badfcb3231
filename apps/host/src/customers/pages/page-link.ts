import type { Json } from '@cartograph/core'
import * as z from 'zod'

const text = z.string().min(1).max(600)
const json: z.ZodType<Json> = z.json()
const values = z.record(z.string(), json)

/** What a link to a hosted page is for, and whom it is of. */
export const linkShape = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.literal('sign-up'), form: text }),
  /** Mailed to the address: what was written on the form, by whoever it was. */
  z.strictObject({
    purpose: z.literal('confirm'),
    form: text,
    values,
    /** Which of the consents of the form, by their place and the version of their words. */
    agreed: z.array(z.strictObject({ place: z.int().min(0).max(9), version: text })),
    /** Makes two sign-ups of the same two. */
    id: text,
  }),
  z.strictObject({ purpose: z.literal('update'), form: text, email: text }),
  z.strictObject({
    purpose: z.literal('unsubscribe'),
    channel: z.enum(['email', 'sms']),
    address: text,
    /** What for. */
    topic: text,
    node: text.optional(),
  }),
])

export type PageLink = z.infer<typeof linkShape>
export type LinkOf<Purpose extends PageLink['purpose']> = Extract<PageLink, { purpose: Purpose }>

const dayMs = 86_400_000

/** How long links are good. An unsubscribe link must be so for as long as the mail may lie somewhere. */
export const lifetimesMs: Readonly<Record<PageLink['purpose'], number>> = {
  'sign-up': 100 * 365 * dayMs,
  confirm: 7 * dayMs,
  update: 30 * dayMs,
  unsubscribe: 5 * 365 * dayMs,
}
