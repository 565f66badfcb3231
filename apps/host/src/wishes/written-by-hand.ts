import type { Json } from '@cartograph/core'
import * as z from 'zod'

const longestText = 2000
const mostTags = 100

const json: z.ZodType<Json> = z.json()
const instant = z.iso.datetime({
  offset: true,
  error: 'expected an instant such as 2026-11-01T09:30:00Z',
})
const tag = z.string().trim().min(1, 'expected a tag').max(200, 'expected at most 200 characters')
const tags = z.array(tag).max(mostTags, `expected at most ${mostTags} tags`)
const word = z.string().trim().min(1).max(200)

/** By the name of each property, base and extended; `null` takes back what was written by hand. */
const properties = z.record(z.string().max(100), json)

export const consentWish = z.strictObject({
  channel: z.enum(['email', 'sms', 'phone', 'post', 'push', 'other']),
  purpose: word.optional(),
  state: z.enum(['granted', 'denied', 'withdrawn']),
  /** Default: now. */
  at: instant.optional(),
  source: word.optional(),
  wording: z.string().max(longestText).optional(),
  /** Of the words. */
  version: word.optional(),
  expiresAt: instant.optional(),
})

const consents = z.array(consentWish).max(20, 'expected at most 20 consents')

export const createWish = z.strictObject({
  properties: properties.default({}),
  tags: tags.default([]),
  consents: consents.default([]),
})

export const editWish = z.strictObject({ properties })

export const tagWish = z.strictObject({ add: tags.default([]), remove: tags.default([]) })

export const consentsWish = z.strictObject({ consents: consents.min(1, 'expected a consent') })

/** Who an event is of: the name of a person, or identifiers, of a person who may be unknown. */
const whom = z.record(z.string().max(63), z.string().trim().min(1).max(300))

export const eventWish = z.strictObject({
  type: z
    .string()
    .regex(
      /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*$/,
      'expected one word or dotted words, such as store.visited',
    )
    .max(100),
  at: instant.optional(),
  customer: whom,
  channel: z.enum(['web', 'till', 'email', 'sms', 'other']).optional(),
  quantity: z.number().optional(),
  amount: z.int('expected a whole number of minor units').optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected a currency such as EUR')
    .optional(),
  url: z.url().max(longestText).optional(),
  campaign: word.optional(),
  properties: z.record(z.string().max(100), json).optional(),
})

export const eventsWish = z.strictObject({
  events: z.array(eventWish).min(1, 'expected an event').max(100, 'expected at most 100 events'),
})

export type ConsentWish = z.infer<typeof consentWish>
export type CreateWish = z.infer<typeof createWish>
export type EditWish = z.infer<typeof editWish>
export type TagWish = z.infer<typeof tagWish>
export type EventWish = z.infer<typeof eventWish>
