import type { Expression, Mapping } from '@cartograph/core'
import { genderTexts } from '../assumptions.ts'
import type { Settings } from '../settings.ts'

const consents: Expression = {
  $flatten: [
    '$.consents',
    {
      $each: '$said',
      as: {
        channel: '$.channel',
        state: '$.state',
        purpose: '$.purpose',
        at: '$.at',
        expiresAt: '$.expiresAt',
      },
    },
  ],
}

/** A customer with what they agreed to, for everybody with an address or a number. */
export function customerMapping({ extended = {}, newsletter }: Settings): Mapping {
  return {
    id: 'contacthub-customer',
    from: { entity: 'customer' },
    to: { connector: 'contacthub', sink: 'customers' },
    with: {
      said: { entity: 'consent', where: { customerId: '$.id' }, take: 'all', follow: true },
    },
    when: {
      $and: [
        { $isMissing: '$.extra.fromContacthub' },
        { $not: { $and: [{ $isBlank: '$.email' }, { $isBlank: '$.phone' }] } },
      ],
    },
    fields: {
      externalId: '$.id',
      language: '$.language',
      country: '$.address.country',
      base: {
        firstName: '$.firstName',
        lastName: '$.lastName',
        gender: { $case: '$.gender', of: genderTexts },
        dob: '$.birthDate',
        contacts: { email: { $email: '$.email' }, mobilePhone: { $phone: '$.phone' } },
        address: {
          street: { $join: ['$.address.line1', '$.address.line2'], with: ', ' },
          city: '$.address.city',
          region: '$.address.region',
          zip: '$.address.postcode',
        },
      },
      ...(Object.keys(extended).length > 0 && { extended }),
      consents,
      tags: '$.tags',
      ...(newsletter !== undefined && { newsletter }),
    },
  }
}
