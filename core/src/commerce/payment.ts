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

export const paymentStatus = z.enum([
  'pending',
  'authorised',
  'paid',
  'partiallyRefunded',
  'refunded',
  'failed',
  'cancelled',
])

/** Money that a customer pays, or tries to. */
export const payment = z.strictObject({
  id: id('Native id of the payment.'),
  connection: connection(),
  storeId: reference('store', 'Where it was taken.'),
  orderId: reference('order', 'What it pays.'),
  customerId: reference('customer', 'Who pays.'),
  payoutId: reference('payout', 'The payout that carried it to the merchant.'),
  status: paymentStatus.meta({ description: 'Where it stands.' }),
  method: text('Card, invoice, cash: in the vendor’s word.'),
  amount: requiredAmount('What is paid.'),
  refundedAmount: amount('What was given back of it, as a positive amount.'),
  feeAmount: amount('What the provider keeps.'),
  currency: requiredCurrency(),
  createdAt: requiredInstant('When it was begun.'),
  paidAt: instant('When it succeeded.'),
  updatedAt: instant('Last change at the vendor.'),
  failureReason: text('Why it failed, in the vendor’s words.'),
  extra: extra(),
})

export type Payment = z.infer<typeof payment>
