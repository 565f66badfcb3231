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

const channels = { email: 'email', text_message: 'sms' }
const wayOf = { $case: '$.message_type', of: channels }
const isKnownWay = { $in: ['$.message_type', Object.keys(channels)] }
/** To whom a message went. */
const addressee = {
  customerId: { $string: '$.subscriber.id' },
  email: { $email: '$.subscriber.email' },
  phone: { $phone: '$.subscriber.phone_number', country: 'SE' },
  channel: wayOf,
} as const

/** What came back, for good or for now; nothing more is sent to an address of which the first is told. */
const bounce: Mapping = {
  id: 'rule-bounce',
  from: { connector: 'rule', stream: 'bounces' },
  to: { entity: 'event' },
  when: { $and: [isKnownWay, { $in: ['$.type', ['hard', 'soft']] }] },
  fields: {
    id: '$.id',
    type: {
      $concat: [wayOf, { $case: '$.type', of: { hard: '.hardBounced', soft: '.softBounced' } }],
    },
    at: '$.at',
    ...addressee,
    campaign: { $string: '$.dispatcher_id' },
  },
}

/** Who called a message unwanted, whatever kind of message it was. */
const complaint: Mapping = {
  id: 'rule-complaint',
  from: { connector: 'rule', stream: 'suppressions' },
  to: { entity: 'event' },
  when: { $and: [isKnownWay, { $equals: ['$.suppressed_source_type', 'spam'] }] },
  fields: {
    id: { $concat: ['complaint/', { $string: '$.id' }] },
    type: { $concat: [wayOf, '.complained'] },
    at: { $instant: '$.created_at', zone: ruleTimeZone },
    ...addressee,
  },
}

export const fromRule: readonly Mapping[] = [customer, consent, bounce, complaint]
