import { countedOrderStatuses, type Expression, type Mapping } from '@cartograph/core'
import type { Project, ProjectTable } from '../project.ts'
import { converted } from './amounts.ts'
import { inColumns } from './columns.ts'
import { isFilled, keyOfOrder } from './contact-key.ts'
import { linkNumbers } from './link-numbers.ts'

/** Orders that count, of somebody who can be named. */
export function ordersOf({ contactKey }: Project): Pick<Mapping, 'with' | 'when'> {
  return {
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [{ $in: ['$.status', [...countedOrderStatuses]] }, isFilled(keyOfOrder(contactKey))],
    },
  }
}

/** What the lines come to, after discounts; the whole where no lines are known. */
const revenue: Expression = {
  $integer: {
    $if: { $isBlank: '$.lines' },
    then: '$.total',
    else: { $sum: { $each: '$.lines', as: '$.total' } },
  },
}

/** An order that counts as a transaction. */
export function transactionMapping(project: Project, table: ProjectTable, sink: string): Mapping {
  const { config, contactKey } = project
  const of = { currency: '$.currency', at: '$.placedAt' }
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'order' },
    to: { connector: 'dialog-insight', sink },
    ...ordersOf(project),
    fields: {
      key: inColumns(table, { idTransaction: '$.id' }),
      ...(table.contact !== undefined && { contact: keyOfOrder(contactKey) }),
      values: {
        $merge: [
          inColumns(table, {
            OrderName: '$.number',
            Affiliation: '$.storeId',
            Revenue: converted(config, revenue, of),
            Shipping: converted(config, '$.shippingTotal', of),
            Tax: converted(config, '$.taxTotal', of),
            dtTransaction: { datetime: '$.placedAt' },
            dtTransactionCreatedAt: { datetime: '$.placedAt' },
            dtTransactionUpdatedAt: { datetime: '$.updatedAt' },
            financialStatus: {
              $case: '$.status',
              of: { refunded: 'Refunded', partiallyRefunded: 'Partially refunded' },
              else: 'Paid',
            },
            fulfillmentStatus: {
              $case: '$.status',
              of: { fulfilled: 'Completed' },
              else: 'Processing',
            },
            // What the shop noted of the link, where the account has columns for it.
            Source: '$.attribution.source',
            Medium: '$.attribution.medium',
            Campaign: '$.attribution.campaign',
            Message: '$.attribution.content',
          }),
          ...linkNumbers(project, table),
        ],
      },
    },
    onMissing: 'null',
  }
}
