import type { Expression, Mapping } from '@cartograph/core'
import { assumedTimeZone } from '../assumptions.ts'
import type { Settings } from '../settings.ts'

/** A field that is empty in Heyloyalty is an empty text. */
function filled(field: string): Expression {
  return { $firstFilled: [`$.fields.${field}`] }
}

export function fromHeyloyalty(config: Settings): readonly Mapping[] {
  return [customerMapping(config), consent, event]
}

/** A member as a customer. `extra.fromHeyloyalty` tells where they came from, so that they are not sent back. */
function customerMapping({ timeZone: zone = assumedTimeZone, activeMembers }: Settings): Mapping {
  const instant = (field: string): Expression => ({ $instant: `$.${field}`, zone })
  const isOut: Expression = {
    $or: [{ $notEquals: ['$.status', 'active'] }, { $equals: ['$.email_status', 'complaint'] }],
  }
  const withdrawn: Expression = [
    {
      channel: 'email',
      state: 'withdrawn',
      purpose: 'marketing',
      at: { $instant: { $firstFilled: ['$.unsubscribed_at', '$.updated_at'] }, zone },
    },
  ]
  const granted: Expression = [
    { channel: 'email', state: 'granted', purpose: 'marketing', at: instant('created_at') },
  ]
  return {
    id: 'heyloyalty-customer',
    from: { connector: 'heyloyalty', stream: 'members' },
    to: { entity: 'customer' },
    // Who was anonymised is nobody any more.
    when: { $not: { $and: [{ $isBlank: '$.fields.email' }, { $isBlank: '$.fields.mobile' }] } },
    fields: {
      id: '$.id',
      email: { $email: '$.fields.email' },
      phone: {
        $if: { $not: { $isBlank: '$.fields.mobile' } },
        then: { $phone: { $concat: ['+', { $replace: '$.fields.mobile', find: '+', by: '' }] } },
      },
      firstName: filled('firstname'),
      lastName: filled('lastname'),
      gender: { $case: '$.fields.sex', of: { '1': 'male', '2': 'female' } },
      birthDate: { $date: filled('birthdate') },
      createdAt: instant('created_at'),
      updatedAt: instant('updated_at'),
      consents:
        activeMembers === 'agreed'
          ? { $if: isOut, then: withdrawn, else: granted }
          : { $if: isOut, then: withdrawn },
      extra: {
        fromHeyloyalty: true,
        status: '$.status',
        emailStatus: '$.email_status',
        reference: filled('reference'),
      },
    },
  }
}

/** Who unsubscribed or complained in Heyloyalty wants no mails. */
const consent: Mapping = {
  id: 'heyloyalty-consent',
  from: { connector: 'heyloyalty', stream: 'optOuts' },
  to: { entity: 'consent' },
  when: { $and: [{ $notEquals: ['$.state', 'active'] }, { $not: { $isMissing: '$.at' } }] },
  fields: {
    id: '$.id',
    customerId: '$.id',
    email: { $email: '$.email' },
    channel: 'email',
    purpose: 'marketing',
    state: 'withdrawn',
    at: '$.at',
    source: { $concat: ['Heyloyalty: ', '$.state'] },
  },
}

/** What became of a mail. `email.hardBounced` and `email.complained` stop everything that would be sent there. */
const event: Mapping = {
  id: 'heyloyalty-event',
  from: { connector: 'heyloyalty', stream: 'events' },
  to: { entity: 'event' },
  fields: {
    id: '$.id',
    type: '$.type',
    at: '$.at',
    customerId: '$.member_id',
    email: { $email: '$.email' },
    channel: 'email',
  },
}
