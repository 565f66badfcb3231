import type { Mapping } from '@cartograph/core'
import { ruleTimeZone } from '../assumptions.ts'

/** A subscriber as a customer. `extra.fromRule` tells that they came from Rule, so that they are not sent back. */
const customer: Mapping = {
  id: 'rule-customer',
  from: { connector: 'rule', stream: 'subscribers' },
  to: { entity: 'customer' },
  // Nobody: such as the subscriber that the set-up makes.
  when: { $not: { $and: [{ $isBlank: '$.email' }, { $isBlank: '$.phone_number' }] } },
  fields: {
    id: { $string: '$.id' },
    email: { $email: '$.email' },
    phone: { $phone: '$.phone_number', country: 'SE' },
    language: '$.language',
    createdAt: { $instant: '$.created_at', zone: ruleTimeZone },
    updatedAt: { $instant: '$.updated_at', zone: ruleTimeZone },
    tags: { $each: '$.tags', as: '$.name' },
    extra: { fromRule: true, suppressed: '$.suppressed' },
  },
}

/** What Rule holds back of campaigns is an opt-out; of transactions it is none. */
const consent: Mapping = {
  id: 'rule-consent',
  from: { connector: 'rule', stream: 'suppressions' },
  to: { entity: 'consent' },
  when: {
    $and: [
      { $equals: ['$.dispatcher_type', 'campaign'] },
      { $in: ['$.message_type', ['email', 'text_message']] },
    ],
  },
  fields: {
    id: { $string: '$.id' },
    customerId: { $string: '$.subscriber.id' },
    email: { $email: '$.subscriber.email' },
    phone: { $phone: '$.subscriber.phone_number', country: 'SE' },
    channel: { $case: '$.message_type', of: { email: 'email', text_message: 'sms' } },
    purpose: 'marketing',
    state: 'withdrawn',
    at: { $instant: '$.created_at', zone: ruleTimeZone },
    source: { $concat: ['Rule: ', '$.suppressed_source_type'] },
  },
}

export const fromRule: readonly Mapping[] = [customer, consent]
