import type { Expression, Mapping } from '@cartograph/core'
import { keyName } from '../assumptions.ts'
import { marketingPlaces, profilingPlace } from '../consents.ts'
import type { Settings } from '../settings.ts'

/**
 * A customer of Contacthub. `extra.fromContacthub` tells that they came from there, so that they are not sent back, and
 * `extra.madeHere` that they were made there by us.
 */
function customer({ sourceId }: Settings): Mapping {
  return {
    id: 'contacthub-customer-read',
    from: { connector: 'contacthub', stream: 'customers' },
    to: { entity: 'customer' },
    when: { $notEquals: ['$.enabled', false] },
    fields: {
      id: '$.id',
      email: { $email: '$.base.contacts.email' },
      phone: {
        $phone: { $firstFilled: ['$.base.contacts.mobilePhone', '$.base.contacts.phone'] },
      },
      firstName: '$.base.firstName',
      lastName: '$.base.lastName',
      birthDate: '$.base.dob',
      address: {
        line1: '$.base.address.street',
        postcode: '$.base.address.zip',
        city: '$.base.address.city',
        region: '$.base.address.region',
        country: { $country: '$.base.address.country' },
      },
      createdAt: { $instant: '$.registeredAt' },
      updatedAt: { $instant: '$.updatedAt' },
      tags: { $unique: { $flatten: ['$.tags.manual', '$.tags.auto'] } },
      extra: {
        fromContacthub: true,
        externalId: '$.externalId',
        extended: '$.extended',
        ...(sourceId !== undefined && {
          madeHere: { $equals: ['$.sourceInfo.registeredBy', sourceId] },
        }),
      },
    },
  }
}

/**
 * What Contacthub says that a person agreed to. It dates none of it, so a yes is as old as the reading of the disclaimer, or as the
 * customer, and a no is as new as the last change. A no of ours that comes back is one all the same: nobody can tell it from one
 * that was there before, and an opt-out must not go because we wrote something else.
 */
function consent(): Mapping {
  const places = [
    ...Object.entries(marketingPlaces).map(([channel, path]) => ({
      channel,
      purpose: 'marketing',
      path,
    })),
    { channel: 'other', purpose: 'profiling', path: profilingPlace },
  ]
  return {
    id: 'contacthub-consent-read',
    from: { connector: 'contacthub', stream: 'customers' },
    to: { entity: 'consent' },
    each: {
      $filter: places.map(({ channel, purpose, path }) => ({
        channel,
        purpose,
        status: `$row.consents.${path.join('.')}.status`,
        objection: `$row.consents.${path.join('.')}.objection`,
      })),
      where: { $not: { $isBlank: '$.status' } },
    },
    fields: {
      id: { $join: ['$row.id', '$.channel', '$.purpose'], with: '/' },
      customerId: '$row.id',
      email: { $email: '$row.base.contacts.email' },
      phone: { $phone: '$row.base.contacts.mobilePhone' },
      channel: '$.channel',
      purpose: '$.purpose',
      state: {
        $if: { $and: [{ $equals: ['$.status', true] }, { $notEquals: ['$.objection', true] }] },
        then: 'granted',
        else: 'withdrawn',
      },
      at: {
        $instant: {
          $if: { $and: [{ $equals: ['$.status', true] }, { $notEquals: ['$.objection', true] }] },
          then: { $firstFilled: ['$row.consents.disclaimer.date', '$row.registeredAt'] },
          else: '$row.updatedAt',
        },
      },
      source: 'Contacthub',
    },
  }
}

/** Subscriptions to mails also come back from Contactsend, with dates: who unsubscribed there has withdrawn the consent. */
function subscription({ newsletter }: Settings): readonly Mapping[] {
  if (newsletter === undefined) return []
  return [
    {
      id: 'contacthub-subscription-read',
      from: { connector: 'contacthub', stream: 'customers' },
      to: { entity: 'consent' },
      each: {
        $filter: '$.base.subscriptions',
        where: {
          $and: [{ $equals: ['$.id', newsletter.id] }, { $not: { $isBlank: '$.subscribed' } }],
        },
      },
      fields: {
        id: { $join: ['$row.id', 'subscription', '$.id'], with: '/' },
        customerId: '$row.id',
        email: { $email: '$row.base.contacts.email' },
        channel: 'email',
        purpose: 'marketing',
        state: { $if: '$.subscribed', then: 'granted', else: 'withdrawn' },
        at: {
          $instant: {
            $if: '$.subscribed',
            then: { $firstFilled: ['$.startDate', '$row.registeredAt'] },
            else: { $firstFilled: ['$.updatedAt', '$.endDate', '$row.updatedAt'] },
          },
        },
        source: 'Contacthub: subscription',
      },
    },
  ]
}

/** What became of messages, in the words of the store. Whether a bounce is for good is not told, so no address is given up for one. */
export const campaignTypes = {
  campaignSent: 'sent',
  campaignOpened: 'opened',
  campaignLinkClicked: 'clicked',
  campaignBounced: 'softBounced',
  campaignMarkedSpam: 'complained',
  campaignSubscribed: 'subscribed',
  campaignUnsubscribed: 'unsubscribed',
  campaignBlacklisted: 'blacklisted',
} as const
const wayOf: Expression = {
  $case: '$.properties.channel',
  of: { EMAIL: 'email', SMS: 'sms' },
  else: 'other',
}

/** Events that are not ours, by their own names; those of campaigns by the store's. */
const event: Mapping = {
  id: 'contacthub-event-read',
  from: { connector: 'contacthub', stream: 'events' },
  to: { entity: 'event' },
  when: { $isMissing: `$.properties.extraProperties.${keyName}` },
  fields: {
    id: '$.id',
    type: {
      $if: { $in: ['$.type', Object.keys(campaignTypes)] },
      then: { $concat: [wayOf, '.', { $case: '$.type', of: campaignTypes }] },
      else: { $concat: ['contacthub.', '$.type'] },
    },
    at: { $instant: '$.date' },
    customerId: '$.customerId',
    channel: { $case: '$.properties.channel', of: { EMAIL: 'email', SMS: 'sms' } },
    campaign: { $firstFilled: ['$.properties.campaignId', '$.properties.campaignName'] },
    url: { $firstFilled: ['$.properties.linkUrl', '$.properties.url'] },
    properties: '$.properties',
  },
}

export function fromContacthub(config: Settings): readonly Mapping[] {
  return [
    customer(config),
    consent(),
    ...subscription(config),
    ...(config.readsEvents === true ? [event] : []),
  ]
}
