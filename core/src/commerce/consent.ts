import * as z from 'zod'
import { connection, extra, id, optional, reference, requiredInstant, text } from './fields.ts'

export const consentChannel = z.enum(['email', 'sms', 'phone', 'post', 'push', 'other'])
export const consentState = z.enum(['granted', 'denied', 'withdrawn'])

/** One statement of a person about being contacted; the latest for a channel and purpose counts. */
export const consent = z.strictObject({
  id: id('Native id, or one made of customer, channel and instant.'),
  connection: connection(),
  customerId: reference('customer', 'Who gave it.'),
  email: text('Address it was given for.', { personal: 'email' }),
  phone: text('Number it was given for.', { personal: 'phone' }),
  channel: consentChannel.meta({ description: 'How the person may be reached.' }),
  purpose: text('What for; marketing where nothing is said.'),
  state: consentState.meta({ description: 'What was said.' }),
  at: requiredInstant('When it was said.'),
  source: text('Where: a form, a till, an import.'),
  wording: text('The words that were agreed to.'),
  expiresAt: optional(requiredInstant('When it lapses.'), 'When it lapses.'),
  extra: extra(),
})

export type Consent = z.infer<typeof consent>
