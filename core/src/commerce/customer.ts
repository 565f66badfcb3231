import * as z from 'zod'
import { address } from './address.ts'
import { consentChannel, consentState } from './consent.ts'
import {
  connection,
  day,
  extra,
  flag,
  id,
  instant,
  optional,
  reference,
  text,
  texts,
} from './fields.ts'

const givenConsent = z.strictObject({
  channel: consentChannel.meta({ description: 'How the person may be reached.' }),
  state: consentState.meta({ description: 'What was said.' }),
  purpose: text('What for; marketing where nothing is said.'),
  at: instant('When it was said.'),
})

/** A buyer as one connection knows them; who is the same person is decided elsewhere. */
export const customer = z.strictObject({
  id: id('Native id of the customer.'),
  connection: connection(),
  storeId: reference('store', 'The store that knows the customer.'),
  email: text('E-mail address.', { personal: 'email' }),
  phone: text('Phone number in E.164.', { personal: 'phone' }),
  firstName: text('Given name.', { personal: 'name' }),
  lastName: text('Family name.', { personal: 'name' }),
  company: text('Company.'),
  language: text('BCP 47 tag.'),
  birthDate: day('Day of birth.'),
  gender: optional(z.enum(['female', 'male', 'other', 'unknown']), 'As the person stated it.'),
  address: optional(address, 'Where the customer lives or receives.'),
  createdAt: instant('When the vendor first knew the customer.'),
  updatedAt: instant('Last change at the vendor.'),
  isGuest: flag('Whether the customer bought without an account.'),
  tags: texts('Labels set by the merchant.'),
  consents: optional(
    z.array(givenConsent),
    'What the customer agreed to, one a channel and purpose.',
  ),
  extra: extra(),
})

export type Customer = z.infer<typeof customer>
