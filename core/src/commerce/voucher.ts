import * as z from 'zod'
import {
  amount,
  connection,
  extra,
  id,
  instant,
  optional,
  reference,
  requiredAmount,
  requiredCurrency,
  requiredText,
  text,
} from './fields.ts'

/** Money in advance or as a bonus: a gift card, a bonus check. */
export const voucher = z.strictObject({
  id: id('Native id of the voucher.'),
  connection: connection(),
  storeId: reference('store', 'Where it was issued.'),
  customerId: reference('customer', 'Whose it is.'),
  orderId: reference('order', 'The order that bought it.'),
  code: requiredText('What is shown or scanned.'),
  kind: optional(z.enum(['giftCard', 'bonus', 'credit', 'other']), 'What it is.'),
  status: z
    .enum(['active', 'partiallyRedeemed', 'redeemed', 'expired', 'cancelled'])
    .meta({ description: 'Where it stands.' }),
  amount: requiredAmount('What it was worth when it was issued.'),
  remainingAmount: amount('What is left of it.'),
  currency: requiredCurrency(),
  email: text('Address that it was sent to.', { personal: 'email' }),
  phone: text('Phone number that it was sent to, or of whoever has it.', { personal: 'phone' }),
  issuedAt: instant('When it was issued.'),
  expiresAt: instant('Until when it is taken.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
})

export type Voucher = z.infer<typeof voucher>
