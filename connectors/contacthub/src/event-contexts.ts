import { personal } from '@cartograph/core'
import * as z from 'zod'
import { text, words } from './event-words.ts'

const place = { city: text, country: text, region: text, province: text, zip: text } as const
const contacts = z
  .strictObject({
    email: personal('email', text),
    mobilePhone: personal('phone', text),
    phone: personal('phone', text),
  })
  .optional()
const geo = z.strictObject({ lat: z.number(), lon: z.number() }).optional()

const everywhere = {
  client: z
    .strictObject({
      userAgent: text,
      ip: z.ipv4().optional(),
      localization: z.strictObject({ ...place, geo }).optional(),
    })
    .optional(),
  user: z
    .strictObject({
      id: z.string(),
      externalId: text,
      username: text,
      firstName: personal('name', text),
      lastName: personal('name', text),
      contacts,
    })
    .optional(),
} as const
const store = z
  .strictObject({
    ...place,
    id: text,
    name: text,
    street: text,
    website: text,
    geo,
    type: words(
      'AIRPORT',
      'ECOMMERCE',
      'FLAGSHIP',
      'FREE-STANDING',
      'MALL',
      'OUTLET',
      'RESORT',
      'SIS',
      'WAREHOUSE',
      'NOT-DEFINED',
    ),
  })
  .optional()
const salesAssistant = z
  .strictObject({
    id: z.string(),
    firstName: personal('name', text),
    lastName: personal('name', text),
    contacts,
  })
  .optional()
const device = z
  .strictObject({
    bundleIdentifier: text,
    versionNumber: text,
    buildNumber: text,
    identifierForVendor: text,
    systemVersion: text,
    model: text,
    deviceVendor: text,
    locale: text,
    language: text,
  })
  .optional()
const plain = z.strictObject(everywhere)

/**
 * Where something happened, and what may be told of the place.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const eventContexts = {
  WEB: plain,
  MOBILE: z.strictObject({ ...everywhere, device }),
  ECOMMERCE: z.strictObject({ ...everywhere, store }),
  RETAIL: z.strictObject({ ...everywhere, store, salesAssistant }),
  SOCIAL: plain,
  DIGITAL_CAMPAIGN: plain,
  CONTACT_CENTER: plain,
  IOT: plain,
  OTHER: plain,
} as const
export type EventContext = keyof typeof eventContexts

export const contextNames = Object.keys(eventContexts) as readonly EventContext[]
