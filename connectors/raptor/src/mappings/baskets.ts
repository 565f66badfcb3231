import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { native, userIdOf } from './ids.ts'
import { lineProduct } from './lines.ts'

const email: Expression = { $email: { $firstFilled: ['$.email', '$customer.email'] } }

/**
 * Carts of somebody who is known, by an address or a device.
 *
 * One that became an order, or is over, is deleted here, and so told as an empty basket: nobody is to be reminded of it.
 */
export function basketMapping(config: Settings): Mapping {
  return {
    id: 'raptor-basket',
    from: { entity: 'cart' },
    to: { connector: 'raptor', sink: 'baskets' },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: false },
    },
    when: {
      $and: [
        { $in: ['$.status', ['open', 'abandoned', 'recovered', 'emptied']] },
        { $isMissing: '$.orderId' },
        { $not: { $and: [{ $isBlank: email }, { $isBlank: '$.extra.cookieId' }] } },
      ],
    },
    fields: {
      key: '$.id',
      at: { $firstFilled: ['$.updatedAt', '$.createdAt'] },
      basketId: native('$.id'),
      products: {
        $if: { $equals: ['$.status', 'emptied'] },
        then: [],
        else: {
          $unique: {
            $filter: { $each: { $coalesce: ['$.lines', []] }, as: lineProduct(config) },
            where: { $not: { $isBlank: '$' } },
          },
        },
      },
      userId: userIdOf(config, { email, customer: '$.customerId' }),
      email,
      customer: '$.customerId',
      cookieId: '$.extra.cookieId',
      sessionId: '$.extra.sessionId',
    },
  }
}
