import type { Expression, Mapping } from '@cartograph/core'
import { linesOf } from './lines.ts'
import type { Settings } from '../settings.ts'

const email: Expression = { $firstFilled: ['$.email', '$customer.email'] }
const kept = ['paid', 'fulfilled', 'partiallyRefunded', 'refunded', 'cancelled']

/**
 * An order that somebody paid, as lines that were bought. Once sent it stays as it is: what is given back is told by refunds.
 */
export function orderMapping(config: Settings): Mapping {
  return {
    id: 'heyloyalty-order',
    from: { entity: 'order' },
    to: { connector: 'heyloyalty', sink: 'orders' },
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [
        { $not: { $isBlank: email } },
        { $in: ['$.status', kept] },
        // One that is cancelled before it was paid was never bought.
        { $or: [{ $notEquals: ['$.status', 'cancelled'] }, { $not: { $isBlank: '$.paidAt' } }] },
        { $greater: [{ $count: linesOf(config, '$.unitPrice') }, 0] },
      ],
    },
    fields: {
      key: { $concat: ['$.id', '/bought'] },
      email: { $email: email },
      event: 'bought',
      at: '$.placedAt',
      currency: '$.currency',
      lines: linesOf(config, '$.unitPrice'),
    },
  }
}
