import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { cart } from './cart.ts'
import { category, product, variant } from './catalogue.ts'
import { coupon } from './coupon.ts'
import { customer, guest } from './customer.ts'
import { order } from './order.ts'
import { payment } from './payment.ts'
import { postedCart } from './posted-cart.ts'
import { refund } from './refund.ts'
import { store } from './store.ts'

/** What a shop's rows mean in the model; a merchant may replace each. */
const mappings: readonly Mapping[] = [
  store,
  category,
  product,
  variant,
  customer,
  guest,
  coupon,
  order,
  payment,
  refund,
  cart,
]

/** The same, with that of carts where the plugin posts them. */
export function shopMappings({ carts }: Pick<Settings, 'carts'>): readonly Mapping[] {
  return carts === true ? [...mappings, postedCart] : mappings
}
