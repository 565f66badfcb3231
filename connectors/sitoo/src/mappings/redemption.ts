import type { Mapping } from '@cartograph/core'
import { filled } from './expressions.ts'

/** A bonus check, or a part of it, that was spent at a till. Its voucher is mostly of another connection, and named whole. */
export const redemption: Mapping = {
  id: 'sitoo-redemption',
  from: { connector: 'sitoo', stream: 'redemptions' },
  to: { entity: 'voucherRedemption' },
  fields: {
    id: { $concat: ['$.check', '/', '$.receipt'] },
    voucherId: '$.check',
    amount: '$.amount',
    remainingAmount: '$.remaining',
    currency: '$.currency',
    redeemedAt: '$.at',
    receipt: '$.receipt',
    extra: { store: filled('$.store') },
  },
}
