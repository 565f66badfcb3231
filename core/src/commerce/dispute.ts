import * as z from 'zod'
import {
  amount,
  connection,
  extra,
  id,
  instant,
  reference,
  requiredAmount,
  requiredCurrency,
  requiredInstant,
  text,
} from './fields.ts'

export const disputeStatus = z.enum([
  'inquiry',
  'needsResponse',
  'underReview',
  'won',
  'lost',
  'closed',
])

/** A payment that its payer contests. */
export const dispute = z.strictObject({
  id: id('Native id of the dispute.'),
  connection: connection(),
  paymentId: reference('payment', 'What is contested.'),
  orderId: reference('order', 'The order behind it.'),
  customerId: reference('customer', 'Who contests.'),
  status: disputeStatus.meta({ description: 'Where it stands.' }),
  reason: text('Why, in the vendor’s word.'),
  amount: requiredAmount('What is contested.'),
  feeAmount: amount('What the provider charges for it.'),
  currency: requiredCurrency(),
  createdAt: requiredInstant('When it was opened.'),
  respondBy: instant('Until when an answer counts.'),
  closedAt: instant('When it was decided.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
})

export type Dispute = z.infer<typeof dispute>
