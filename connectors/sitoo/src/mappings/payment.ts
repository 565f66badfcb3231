import type { Mapping } from '@cartograph/core'
import { filled, instant, money, reference } from './expressions.ts'
import { orderTypes, paymentStatus } from './statuses.ts'

const isRow = { $string: '$row.orderid' }

/** What was paid by a receipt, one for each way of paying. What was paid back is part of a refund. */
export const payment: Mapping = {
  id: 'sitoo-payment',
  from: { connector: 'sitoo', stream: 'orders' },
  to: { entity: 'payment' },
  when: { $notEquals: ['$.ordertypeid', orderTypes.parked] },
  each: { $filter: '$.payments', where: { $greater: ['$.moneyamount', 0] } },
  fields: {
    id: { $concat: [isRow, '-', { $string: '$.place' }] },
    storeId: reference('$row.storeid'),
    orderId: isRow,
    status: paymentStatus,
    method: filled('$.name'),
    amount: money('$.moneyamount', '$row.currencycode'),
    currency: '$row.currencycode',
    createdAt: instant('$row.orderdate'),
    extra: {
      externalId: filled('$.externalid'),
      referenceKind: filled('$.reftype'),
      reference: filled('$.refid'),
      cardIssuer: filled('$.cardissuer'),
    },
  },
}
