import * as z from 'zod'
import {
  amount,
  connection,
  extra,
  id,
  reference,
  requiredAmount,
  requiredCurrency,
  requiredInstant,
  requiredReference,
  text,
} from './fields.ts'

/** A voucher, or a part of it, that was spent. */
export const voucherRedemption = z.strictObject({
  id: id('Native id of the redemption.'),
  connection: connection(),
  voucherId: requiredReference('voucher', 'What was spent.'),
  storeId: reference('store', 'Where.'),
  orderId: reference('order', 'The order that it paid.'),
  customerId: reference('customer', 'Who spent it.'),
  amount: requiredAmount('What was spent of it.'),
  remainingAmount: amount('What was left afterwards.'),
  currency: requiredCurrency(),
  redeemedAt: requiredInstant('When.'),
  receipt: text('Number of the till’s receipt.'),
  extra: extra(),
})

export type VoucherRedemption = z.infer<typeof voucherRedemption>
