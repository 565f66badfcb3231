import * as z from 'zod'
import {
  amount,
  connection,
  extra,
  id,
  instant,
  number,
  optional,
  reference,
  requiredAmount,
  requiredCurrency,
  requiredInstant,
  text,
} from './fields.ts'

const refundLine = z.strictObject({
  id: text('Native id of the line, or its place.'),
  orderLineId: text('The order’s line that is given back.'),
  productId: reference('product', 'What is given back.'),
  variantId: reference('variant', 'Which form of it.'),
  sku: text('Stock keeping unit.'),
  name: text('Name as on the order.'),
  quantity: number('How many, as a positive number.'),
  taxTotal: amount('Tax given back, as a positive amount.'),
  total: amount('Amount given back, as a positive amount.'),
})

/** Money given back for an order, or for one that the source cannot name. */
export const refund = z.strictObject({
  id: id('Native id of the refund.'),
  connection: connection(),
  orderId: reference('order', 'The order that it belongs to, where the source knows it.'),
  storeId: reference('store', 'Where it was given.'),
  customerId: reference('customer', 'Who got it.'),
  paymentId: reference('payment', 'The payment that it takes back.'),
  status: optional(
    z.enum(['pending', 'done', 'failed', 'cancelled']),
    'Where it stands; done where nothing is said.',
  ),
  createdAt: requiredInstant('When it was given.'),
  updatedAt: instant('Last change at the vendor.'),
  currency: requiredCurrency(),
  total: requiredAmount('Amount given back, as a positive amount.'),
  taxTotal: amount('Tax within it, as a positive amount.'),
  reason: text('Why, in the merchant’s words.'),
  lines: optional(z.array(refundLine), 'What was given back.'),
  extra: extra(),
})

export type Refund = z.infer<typeof refund>
