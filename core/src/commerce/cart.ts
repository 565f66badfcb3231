import * as z from 'zod'
import { attribution } from './attribution.ts'
import {
  amount,
  connection,
  currency,
  extra,
  id,
  instant,
  number,
  optional,
  reference,
  requiredInstant,
  text,
  withCurrency,
} from './fields.ts'

const cartLine = z.strictObject({
  id: text('Native id of the line, or its place.'),
  productId: reference('product', 'What lies in it.'),
  variantId: reference('variant', 'Which form of it.'),
  sku: text('Stock keeping unit.'),
  name: text('Name shown to the customer.'),
  quantity: number('How many.'),
  unitPrice: amount('Price of one.'),
  total: amount('Price of the line.'),
  url: text('The product’s page.'),
  imageUrl: text('The product’s picture.'),
})

/** A basket that may or may not become an order. */
export const cart = withCurrency(
  z.strictObject({
    id: id('Native id of the cart.'),
    connection: connection(),
    storeId: reference('store', 'Where it was filled.'),
    customerId: reference('customer', 'Whose it is.'),
    orderId: reference('order', 'The order that it became.'),
    email: text('E-mail address given with it.', { personal: 'email' }),
    phone: text('Phone number given with it.', { personal: 'phone' }),
    status: z
      .enum(['open', 'abandoned', 'recovered', 'ordered', 'emptied', 'expired'])
      .meta({ description: 'Where it stands.' }),
    currency: currency(),
    lines: optional(z.array(cartLine), 'What lies in it.'),
    total: amount('What it would cost.'),
    recoveryUrl: text('Address that fills it again.'),
    attribution: optional(attribution, 'What led to it.'),
    createdAt: requiredInstant('When the first thing was put in.'),
    updatedAt: instant('When it was last touched.'),
    extra: extra(),
  }),
  ['total'],
)

export type Cart = z.infer<typeof cart>
