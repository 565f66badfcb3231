import type { Expression, Mapping } from '@cartograph/core'
import { groupsOf, tagsOf, type Settings } from '../settings.ts'

const address: Readonly<Record<string, Expression>> = {
  invoice_address: '$.address.line1',
  invoice_address2: '$.address.line2',
  invoice_zip: '$.address.postcode',
  invoice_city: '$.address.city',
  invoice_state: '$.address.region',
  invoice_countryid: { $lower: '$.address.country' },
}

/** A customer with what they agreed to and their vouchers, for everybody who can be told by an address or a number. */
export function customerMapping(config: Settings): Mapping {
  const { contact, address: addressGroup } = groupsOf(config)
  return {
    id: 'rule-subscriber',
    from: { entity: 'customer' },
    to: { connector: 'rule', sink: 'subscribers' },
    with: {
      said: { entity: 'consent', where: { customerId: '$.id' }, take: 'all', follow: true },
      vouchers: { entity: 'voucher', where: { customerId: '$.id' }, take: 'all', follow: true },
      mailed: { entity: 'voucher', where: { email: '$.email' }, take: 'all', follow: true },
      called: { entity: 'voucher', where: { phone: '$.phone' }, take: 'all', follow: true },
      uses: {
        entity: 'voucherRedemption',
        where: { customerId: '$.id' },
        take: 'all',
        follow: true,
      },
    },
    when: {
      $and: [
        { $isMissing: '$.extra.fromRule' },
        { $not: { $and: [{ $isBlank: '$.email' }, { $isBlank: '$.phone' }] } },
      ],
    },
    fields: {
      email: { $email: '$.email' },
      phone: { $phone: '$.phone' },
      language: { $slice: { $lower: '$.language' }, from: 0, to: 2 },
      tags: [tagsOf(config).contact],
      bonusChecks: {
        vouchers: { $flatten: ['$vouchers', '$mailed', '$called'] },
        redemptions: '$uses',
      },
      consents: {
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
      },
      groups: {
        [contact]: {
          contactid: '$.id',
          membernumber: { $firstFilled: ['$.extra.memberNumber', '$.extra.customerNumber'] },
          email: '$.email',
          namefirst: '$.firstName',
          namelast: '$.lastName',
          company: '$.company',
          mobile: '$.phone',
          gender: '$.gender',
          birthday: { date: '$.birthDate' },
          storeexternalid: { $firstFilled: ['$.extra.storeExternalId', '$.storeId'] },
          acceptedconsents: '$.extra.acceptedConsents',
          voucherpasswords: '$.extra.voucherPasswords',
        },
        [addressGroup]: address,
      },
    },
  }
}
