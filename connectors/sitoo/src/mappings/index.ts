import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { category, couponMapping, product, variant } from './catalogue.ts'
import { contact, userMapping } from './customer.ts'
import { orderMapping } from './order.ts'
import { payment } from './payment.ts'
import { stockLevel, store } from './places.ts'
import { refundMapping } from './refund.ts'
import { receiptRequest } from './receipt-request.ts'
import { redemption } from './redemption.ts'

/** What an account's rows mean in the model; a merchant may replace each. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [
    store,
    category,
    product,
    variant,
    stockLevel,
    couponMapping(config),
    userMapping(config),
    contact,
    orderMapping(config),
    refundMapping(config),
    payment,
    receiptRequest,
    redemption,
  ]
}
