import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'

const counted = ['paid', 'fulfilled', 'partiallyRefunded', 'refunded']
const orders: Expression = { $filter: '$orders', where: { $in: ['$.status', counted] } }
const days: Expression = { $sort: { $each: orders, as: { $date: '$.placedAt' } } }

/** A customer with what they agreed to and what they bought, for everybody who can be told by an address or a number. */
export function customerMapping(config: Settings): Mapping {
  return {
    id: 'heyloyalty-member',
    from: { entity: 'customer' },
    to: { connector: 'heyloyalty', sink: 'members' },
    with: {
      said: { entity: 'consent', where: { customerId: '$.id' }, take: 'all', follow: true },
      mailed: { entity: 'consent', where: { email: '$.email' }, take: 'all', follow: true },
      called: { entity: 'consent', where: { phone: '$.phone' }, take: 'all', follow: true },
      orders: { entity: 'order', where: { customerId: '$.id' }, take: 'all', follow: true },
    },
    when: {
      $and: [
        { $isMissing: '$.extra.fromHeyloyalty' },
        { $not: { $and: [{ $isBlank: '$.email' }, { $isBlank: '$.phone' }] } },
      ],
    },
    fields: {
      email: { $email: '$.email' },
      phone: { $phone: '$.phone' },
      consents: { $flatten: ['$.consents', said('$said'), said('$mailed'), said('$called')] },
      fields: {
        firstname: '$.firstName',
        lastname: '$.lastName',
        sex: { $case: '$.gender', of: { male: 'male', female: 'female' } },
        birthdate: '$.birthDate',
        address: '$.address.line1',
        postalcode: '$.address.postcode',
        city: '$.address.city',
        country: '$.address.country',
        reference: '$.id',
        total_orders: { $count: orders },
        first_order_date: { $first: days },
        last_order_date: { $last: days },
        ...sumsIn(config),
        ...shopOf(config),
      },
    },
  }
}

function said(statements: string): Expression {
  return {
    $each: statements,
    as: {
      channel: '$.channel',
      state: '$.state',
      purpose: '$.purpose',
      at: '$.at',
      expiresAt: '$.expiresAt',
    },
  }
}

/** Sums over all orders in one currency; none where one of them cannot be converted. */
function sumsIn({ currency }: Settings): Readonly<Record<string, Expression>> {
  if (currency === undefined) return {}
  const converted: Expression = {
    $filter: {
      $each: orders,
      as: {
        $if: { $equals: ['$.currency', currency] },
        then: '$.total',
        else: { $convert: '$.total', from: '$.currency', to: currency, at: '$.placedAt' },
      },
    },
    where: { $not: { $isMissing: '$' } },
  }
  const isWhole: Expression = { $equals: [{ $count: converted }, { $count: orders }] }
  const sum: Expression = { $integer: { $sum: converted } }
  return {
    total_spent: { $if: isWhole, then: { $decimal: sum, currency } },
    average_spent_per_order: {
      $if: { $and: [isWhole, { $greater: [{ $count: orders }, 0] }] },
      then: {
        $decimal: { $integer: { $round: { $divide: [sum, { $count: orders }] } } },
        currency,
      },
    },
  }
}

/** Customers of a store of ours belong to its shop. */
function shopOf({ shops = [] }: Settings): Readonly<Record<string, Expression>> {
  const names = shops.flatMap(({ store, name }) => (store === undefined ? [] : [[store, name]]))
  return names.length === 0
    ? {}
    : { shop: { $case: '$.storeId', of: Object.fromEntries(names) as Record<string, string> } }
}
