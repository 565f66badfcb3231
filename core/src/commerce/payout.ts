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

export const payoutStatus = z.enum(['pending', 'inTransit', 'paid', 'failed', 'cancelled'])

/** Money that a payment provider hands on to the merchant. */
export const payout = z.strictObject({
  id: id('Native id of the payout.'),
  connection: connection(),
  storeId: reference('store', 'The store whose money it is.'),
  status: payoutStatus.meta({ description: 'Where it stands.' }),
  amount: requiredAmount('What reaches the merchant.'),
  grossAmount: amount('What the payments in it sum to.'),
  feeAmount: amount('What the provider kept.'),
  currency: requiredCurrency(),
  createdAt: requiredInstant('When it was begun.'),
  arrivesAt: instant('When it reaches the bank, or is expected to.'),
  updatedAt: instant('Last change at the vendor.'),
  failureReason: text('Why it failed, in the vendor’s words.'),
  extra: extra(),
})

export type Payout = z.infer<typeof payout>
