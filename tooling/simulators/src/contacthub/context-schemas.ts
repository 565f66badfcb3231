import type { JsonSchema } from './json-schema.ts'
import { closed, number, text, words } from './schema-words.ts'

const geo = closed({ lat: number, lon: number })
const contacts = closed({ email: text, mobilePhone: text, phone: text })
const place = { city: text, country: text, region: text, province: text, zip: text }

const everywhere = {
  client: closed({
    userAgent: text,
    ip: { type: 'string', format: 'ipv4' },
    localization: closed({ ...place, geo }),
  }),
  user: closed(
    { id: text, externalId: text, username: text, firstName: text, lastName: text, contacts },
    'id',
  ),
} as const
const store = closed({
  ...place,
  id: text,
  name: text,
  street: text,
  website: text,
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
  geo: closed({ lat: number, lon: number }, 'lat', 'lon'),
})
const salesAssistant = closed({ id: text, firstName: text, lastName: text, contacts }, 'id')
const device = closed({
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

/** Where something happened, and what may be told of the place. */
export const contextSchemas: Readonly<Record<string, JsonSchema>> = {
  WEB: closed(everywhere),
  MOBILE: closed({ ...everywhere, device }),
  ECOMMERCE: closed({ ...everywhere, store }),
  RETAIL: closed({ ...everywhere, store, salesAssistant }),
  SOCIAL: closed(everywhere),
  DIGITAL_CAMPAIGN: closed(everywhere),
  CONTACT_CENTER: closed(everywhere),
  IOT: closed(everywhere),
  OTHER: closed(everywhere),
}
