import * as z from 'zod'
import {
  amount,
  connection,
  currency,
  extra,
  freeObject,
  id,
  number,
  optional,
  reference,
  requiredInstant,
  requiredText,
  text,
  withCurrency,
} from './fields.ts'

/** Something that happened once and never changes: a visit, an open, an adjustment. */
export const event = withCurrency(
  z.strictObject({
    id: id('Native id of the event.'),
    connection: connection(),
    type: requiredText('What happened, as one word or dotted words: `email.opened`.'),
    at: requiredInstant('When it happened.'),
    storeId: reference('store', 'Where.'),
    customerId: reference('customer', 'To whom, or by whom.'),
    email: text('E-mail address where the customer is not known otherwise.', { personal: 'email' }),
    phone: text('Phone number where the customer is not known otherwise.', { personal: 'phone' }),
    channel: optional(z.enum(['web', 'till', 'email', 'sms', 'other']), 'By what way.'),
    orderId: reference('order', 'The order that it is about.'),
    productId: reference('product', 'The product that it is about.'),
    variantId: reference('variant', 'The variant that it is about.'),
    categoryId: reference('category', 'The category that it is about.'),
    cartId: reference('cart', 'The cart that it is about.'),
    quantity: number('How many.'),
    amount: amount('What it is worth.'),
    currency: currency(),
    url: text('The page.'),
    campaign: text('The campaign that it belongs to.'),
    properties: freeObject('What else is told of it.'),
    extra: extra(),
  }),
  ['amount'],
)

export type Event = z.infer<typeof event>
