import * as z from 'zod'
import { address } from './address.ts'
import { consentChannel, consentState } from './consent.ts'
import { connection, freeObject, id, instant, optional, references, text, texts } from './fields.ts'

const presentConsent = z.strictObject({
  channel: consentChannel.meta({ description: 'How the person may be reached.' }),
  purpose: text('What for.'),
  state: consentState.meta({ description: 'What counts now.' }),
  at: instant('When it was said.'),
  expiresAt: instant('When it lapses.'),
})

/** A person as all connections together know them. It is computed from customers, orders and consents, and no mapping makes one. */
export const profile = z.strictObject({
  id: id('Name of the person.'),
  connection: connection(),
  email: text('E-mail address.', { personal: 'email' }),
  phone: text('Phone number in E.164.', { personal: 'phone' }),
  firstName: text('Given name.', { personal: 'name' }),
  lastName: text('Family name.', { personal: 'name' }),
  company: text('Company.'),
  language: text('BCP 47 tag.'),
  birthDate: text('Day of birth.'),
  gender: text('As the person stated it.'),
  address: optional(address, 'Where the person lives or receives.'),
  tags: texts('Labels, of all connections.'),
  consents: optional(z.array(presentConsent), 'What counts for each channel and purpose.'),
  extended: freeObject('Properties of the organisation’s own, by name.'),
  customerIds: references('customer', 'The customers that are this person, the oldest first.'),
  connections: texts('The connections that know the person.'),
  createdAt: instant('When the oldest record began.'),
  updatedAt: instant('Last change of a record.'),
})

export type Profile = z.infer<typeof profile>
