import * as z from 'zod'
import { optional, text } from './fields.ts'

const personal = { personal: 'address' } as const

/** A postal address; every part may be unknown. */
export const address = z.strictObject({
  firstName: text('Given name of who is addressed.', { personal: 'name' }),
  lastName: text('Family name of who is addressed.', { personal: 'name' }),
  company: text('Company that is addressed.'),
  line1: text('Street and number.', personal),
  line2: text('What else the street line needs.', personal),
  postcode: text('Postal code.', personal),
  city: text('Town.'),
  region: text('State, county or province.'),
  country: optional(
    z.string().regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code of two letters; `$country` makes it'),
    'ISO 3166-1 code of two letters.',
  ),
  phone: text('Phone number of the address.', { personal: 'phone' }),
})

export type Address = z.infer<typeof address>
