import * as z from 'zod'
import { address } from './address.ts'
import { attribution } from './attribution.ts'
import {
  amount,
  connection,
  extra,
  flag,
  id,
  instant,
  number,
  optional,
  reference,
  references,
  requiredAmount,
  requiredCurrency,
  requiredInstant,
  text,
} from './fields.ts'

export const orderStatus = z.enum([
  'draft',
  'pending',
  'onHold',
  'paid',
  'fulfilled',
  'cancelled',
  'failed',
  'refunded',
  'partiallyRefunded',
])

/** The statuses whose orders metrics count. */
export const countedOrderStatuses = ['paid', 'fulfilled', 'partiallyRefunded', 'refunded'] as const

export const orderLine = z.strictObject({
  id: text('Native id of the line, or its place.'),
  productId: reference('product', 'What was bought.'),
  variantId: reference('variant', 'Which form of it.'),
  sku: text('Stock keeping unit.'),
  name: text('Name at the time of the order.'),
  quantity: number('How many; may be a weight.'),
  unitPrice: amount('Price of one, before discounts.'),
  subtotal: amount('Line before discounts.'),
  discountTotal: amount('Discounts on the line, as a positive amount.'),
  taxTotal: amount('Tax of the line.'),
  total: amount('Line after discounts.'),
  categoryIds: references('category', 'Categories at the time of the order.'),
})

const usedCoupon = z.strictObject({
  couponId: reference('coupon', 'The coupon, where the vendor gives its id.'),
  code: text('What the customer entered.'),
  discountTotal: amount('What it took off, as a positive amount.'),
})

/** A sale. */
export const order = z.strictObject({
  id: id('Native id of the order.'),
  connection: connection(),
  storeId: reference('store', 'Where it was placed.'),
  number: text('What customer and merchant call it.'),
  channel: optional(z.enum(['web', 'till', 'other']), 'How it was placed.'),
  status: orderStatus.meta({ description: 'Where it stands.' }),
  placedAt: requiredInstant('When the customer placed it.'),
  paidAt: instant('When it was paid in full.'),
  updatedAt: instant('Last change at the vendor.'),
  currency: requiredCurrency(),
  customerId: reference('customer', 'Who bought.'),
  email: text('E-mail address given with the order.', { personal: 'email' }),
  phone: text('Phone number given with the order.', { personal: 'phone' }),
  lines: optional(z.array(orderLine), 'What was bought.'),
  subtotal: amount('Lines before discounts, shipping and fees.'),
  discountTotal: amount('All discounts, as a positive amount.'),
  shippingTotal: amount('Shipping.'),
  taxTotal: amount('Tax.'),
  feeTotal: amount('Fees charged to the customer.'),
  total: requiredAmount('What the customer owes or paid, before refunds.'),
  refundedTotal: amount('What was given back so far, as a positive amount.'),
  pricesIncludeTax: flag('Whether the lines contain the tax.'),
  coupons: optional(z.array(usedCoupon), 'Coupons that were used.'),
  billing: optional(address, 'Who pays.'),
  shipping: optional(address, 'Who receives.'),
  paymentMethod: text('How it is paid, in the vendor’s word.'),
  attribution: optional(attribution, 'What led to the order.'),
  extra: extra(),
})

export type Order = z.infer<typeof order>
export type OrderLine = z.infer<typeof orderLine>
