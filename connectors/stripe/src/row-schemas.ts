import * as z from 'zod'
import {
  link,
  second,
  optionalSecond,
  amount,
  optionalAmount,
  text,
  currency,
  metadata,
  name,
  email,
  phone,
  address,
  shipping,
  billing,
  list,
} from './row-fields.ts'

/** What is read of an object that is kept as it is. */
export const plainObject = z.looseObject({ id: z.string(), created: optionalSecond, metadata })

export const customer = z.looseObject({
  id: z.string(),
  created: second,
  name,
  individual_name: name,
  business_name: text,
  email,
  phone,
  address,
  shipping,
  preferred_locales: z.array(z.string()).nullish(),
  metadata,
})

export const product = z.looseObject({
  id: z.string(),
  created: second,
  updated: optionalSecond,
  active: z.boolean(),
  name: z.string(),
  description: text,
  url: text,
  images: z.array(z.string()).nullish(),
  default_price: link,
  metadata,
})

const recurring = z.looseObject({ interval: z.string(), interval_count: z.int() }).nullish()

export const price = z.looseObject({
  id: z.string(),
  created: second,
  active: z.boolean(),
  product: link,
  currency,
  unit_amount: optionalAmount,
  nickname: text,
  lookup_key: text,
  recurring,
  metadata,
})

export const subscriptionItem = z.looseObject({
  id: z.string(),
  created: optionalSecond,
  current_period_start: optionalSecond,
  current_period_end: optionalSecond,
  quantity: z.number().nullish(),
  price: price.nullish(),
  subscription: link,
})

export const subscription = z.looseObject({
  id: z.string(),
  created: second,
  customer: link,
  status: z.string(),
  currency: text,
  items: list(subscriptionItem),
  start_date: optionalSecond,
  trial_end: optionalSecond,
  cancel_at_period_end: z.boolean().nullish(),
  canceled_at: optionalSecond,
  ended_at: optionalSecond,
  pause_collection: z.looseObject({}).nullish(),
  metadata,
})

const taxAmounts = z.array(z.looseObject({ amount })).nullish()
const discountAmounts = z.array(z.looseObject({ amount })).nullish()

export const invoiceLineItem = z.looseObject({
  id: z.string(),
  invoice: text,
  description: text,
  amount,
  currency,
  quantity: z.number().nullish(),
  discount_amounts: discountAmounts,
  taxes: taxAmounts,
  pricing: z
    .looseObject({
      price_details: z.looseObject({ price: link, product: text }).nullish(),
    })
    .nullish(),
  metadata,
})

export const invoice = z.looseObject({
  id: z.string(),
  created: second,
  number: text,
  status: text,
  currency,
  customer: link,
  customer_email: email,
  customer_name: name,
  customer_phone: phone,
  customer_address: address,
  customer_shipping: shipping,
  effective_at: optionalSecond,
  lines: list(invoiceLineItem),
  subtotal: optionalAmount,
  total: amount,
  amount_paid: optionalAmount,
  amount_shipping: optionalAmount,
  total_discount_amounts: discountAmounts,
  total_taxes: taxAmounts,
  post_payment_credit_notes_amount: optionalAmount,
  status_transitions: z
    .looseObject({ finalized_at: optionalSecond, paid_at: optionalSecond })
    .nullish(),
  parent: z
    .looseObject({ subscription_details: z.looseObject({ subscription: link }).nullish() })
    .nullish(),
  metadata,
})

export const charge = z.looseObject({
  id: z.string(),
  created: second,
  amount,
  amount_captured: optionalAmount,
  amount_refunded: optionalAmount,
  currency,
  status: z.string(),
  captured: z.boolean(),
  refunded: z.boolean(),
  paid: z.boolean(),
  disputed: z.boolean().nullish(),
  customer: link,
  payment_intent: link,
  balance_transaction: link,
  billing_details: billing,
  shipping,
  description: text,
  receipt_email: email,
  failure_message: text,
  payment_method_details: z.looseObject({ type: text }).nullish(),
  metadata,
})

export const refund = z.looseObject({
  id: z.string(),
  created: second,
  amount,
  currency,
  status: text,
  reason: text,
  charge: link,
  payment_intent: link,
  balance_transaction: link,
  failure_reason: text,
  metadata,
})

export const dispute = z.looseObject({
  id: z.string(),
  created: second,
  amount,
  currency,
  status: z.string(),
  reason: text,
  charge: link,
  payment_intent: link,
  evidence_details: z.looseObject({ due_by: optionalSecond }).nullish(),
  metadata,
})

export const payout = z.looseObject({
  id: z.string(),
  created: second,
  amount,
  currency,
  status: z.string(),
  arrival_date: optionalSecond,
  failure_message: text,
  automatic: z.boolean().nullish(),
  method: text,
  metadata,
})

export const checkoutLineItem = z.looseObject({
  id: z.string(),
  description: text,
  amount_subtotal: amount,
  amount_discount: optionalAmount,
  amount_tax: optionalAmount,
  amount_total: amount,
  currency,
  quantity: z.number().nullish(),
  price: price.nullish(),
  checkout_session: link,
})

export const checkoutSession = z.looseObject({
  id: z.string(),
  created: second,
  mode: text,
  status: text,
  payment_status: text,
  currency: text,
  customer: link,
  customer_email: email,
  customer_details: billing,
  collected_information: z.looseObject({ shipping_details: shipping }).nullish(),
  client_reference_id: text,
  payment_intent: link,
  subscription: link,
  invoice: link,
  amount_subtotal: optionalAmount,
  amount_total: optionalAmount,
  total_details: z
    .looseObject({
      amount_discount: optionalAmount,
      amount_shipping: optionalAmount,
      amount_tax: optionalAmount,
    })
    .nullish(),
  line_items: list(checkoutLineItem).nullish(),
  expires_at: optionalSecond,
  url: text,
  after_expiration: z.looseObject({ recovery: z.looseObject({ url: text }).nullish() }).nullish(),
  metadata,
})
