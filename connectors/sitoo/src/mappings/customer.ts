import type { Expression, Mapping } from '@cartograph/core'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { filled, instant } from './expressions.ts'

/** A user who is not staff. */
export function userMapping(config: Settings): Mapping {
  const { customerRoles } = assumptionsOf(config)
  return {
    id: 'sitoo-user',
    from: { connector: 'sitoo', stream: 'users' },
    to: { entity: 'customer' },
    when: { $or: [{ $isMissing: '$.role' }, { $in: ['$.role', customerRoles] }] },
    fields: {
      id: '$.userid',
      email: { $email: filled('$.email') },
      phone: {
        $phone: filled('$.mobile', '$.phone'),
        country: filled(
          '$.countryid',
          ...(config.till?.country === undefined ? [] : [config.till.country]),
        ),
      },
      firstName: filled('$.namefirst'),
      lastName: filled('$.namelast'),
      company: filled('$.company'),
      address: {
        line1: filled('$.address'),
        line2: filled('$.address2'),
        postcode: filled('$.zip'),
        city: filled('$.city'),
        region: filled('$.state'),
        country: { $country: filled('$.countryid') },
      },
      createdAt: instant('$.datecreated'),
      updatedAt: instant('$.datemodified'),
      isGuest: false,
      extra: {
        customerNumber: filled('$.customernumber'),
        externalId: filled('$.externalid'),
        voucherPasswords: '$.voucherpasswords',
      },
    },
  }
}

/** What was said at a till about a channel; nothing where nothing was. */
function statement(channel: 'email' | 'sms' | 'post'): Expression {
  const said = `$.statements.${channel}`
  return {
    $if: { $isMissing: said },
    then: null,
    else: {
      channel,
      state: { $if: `${said}.isGranted`, then: 'granted', else: 'withdrawn' },
      at: `${said}.at`,
    },
  }
}

/** Who was registered or changed at a till of ours. */
export const contact: Mapping = {
  id: 'sitoo-contact',
  from: { connector: 'sitoo', stream: 'contacts' },
  to: { entity: 'customer' },
  fields: {
    id: '$.contactId',
    email: filled('$.email'),
    phone: filled('$.phone'),
    firstName: filled('$.firstName'),
    lastName: filled('$.lastName'),
    company: filled('$.company'),
    birthDate: filled('$.birthday'),
    gender: filled('$.gender'),
    address: '$.invoiceAddress',
    createdAt: '$.createdAt',
    updatedAt: '$.updatedAt',
    isGuest: false,
    consents: {
      $filter: [statement('email'), statement('sms'), statement('post')],
      where: { $not: { $isMissing: '$' } },
    },
    extra: {
      account: '$.account',
      memberNumber: filled('$.memberNumber'),
      personalId: filled('$.personalId'),
      deliveryAddress: '$.deliveryAddress',
      acceptedConsents: '$.consents',
      storeExternalId: filled('$.storeExternalId'),
    },
  },
}
