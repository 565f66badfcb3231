import type { Mapping } from '@cartograph/core'
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
export const mappings: readonly Mapping[] = [
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
  postedCart,
]
