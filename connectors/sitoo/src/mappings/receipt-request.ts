import type { Mapping } from '@cartograph/core'
import { instant } from './expressions.ts'

/** A customer asked at the till for the receipt by e-mail. */
export const receiptRequest: Mapping = {
  id: 'sitoo-receipt-request',
  from: { connector: 'sitoo', stream: 'receiptRequests' },
  to: { entity: 'event' },
  fields: {
    id: '$.event_id',
    type: 'receipt.requested',
    at: instant('$.at'),
    channel: 'till',
    orderId: { $string: '$.order_id' },
  },
}
