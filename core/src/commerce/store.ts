import * as z from 'zod'
import { address } from './address.ts'
import { connection, currency, extra, id, instant, optional, text } from './fields.ts'

/** A place where things are sold: a web shop, a till's shop, a market. */
export const store = z.strictObject({
  id: id('Native id of the store.'),
  connection: connection(),
  name: text('What the merchant calls it.'),
  channel: optional(z.enum(['web', 'till', 'other']), 'Where its customers buy.'),
  status: optional(z.enum(['open', 'closed']), 'Whether it sells at present.'),
  url: text('Address of the web shop.'),
  currency: currency(),
  timeZone: text('IANA time zone; the days of its figures are days there.'),
  country: text('ISO 3166-1 code of two letters.'),
  address: optional(address, 'Where it stands.'),
  createdAt: instant('When it was opened or set up.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
})

export type Store = z.infer<typeof store>
