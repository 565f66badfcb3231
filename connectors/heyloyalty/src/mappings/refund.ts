import type { Expression, Mapping } from '@cartograph/core'
import { linesOf } from './lines.ts'
import type { Settings } from '../settings.ts'

const email: Expression = { $firstFilled: ['$order.email', '$customer.email'] }

/** What was given back, as lines that were cancelled; a refund of money alone names no products, and is left out. */
export function refundMapping(config: Settings): Mapping {
  return {
    id: 'heyloyalty-refund',
    from: { entity: 'refund' },
    to: { connector: 'heyloyalty', sink: 'refunds' },
    with: {
      order: { entity: 'order', where: { id: '$.orderId' }, take: 'one', follow: true },
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [
        { $not: { $isBlank: email } },
        { $in: [{ $coalesce: ['$.status', 'done'] }, ['done']] },
        { $greater: [{ $count: linesOf(config, null) }, 0] },
      ],
    },
    fields: {
      key: { $concat: ['$.id', '/cancelled'] },
      email: { $email: email },
      event: 'cancelled',
      at: '$.createdAt',
      currency: '$.currency',
      lines: linesOf(config, null),
    },
  }
}
