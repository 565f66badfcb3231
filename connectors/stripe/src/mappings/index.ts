import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { cart } from './cart.ts'
import { product, variant } from './catalogue.ts'
import { customer } from './customer.ts'
import { moneyOf, type Money } from './expressions.ts'
import { chargedOrder, checkoutOrder, invoiceOrder } from './orders.ts'
import { dispute, payment, payout, refund } from './payments.ts'
import { subscription } from './subscription.ts'

/** What becomes an order: one kind of row alone, so that no sale counts twice. */
const orders: Readonly<Record<Settings['orders'], readonly ((money: Money) => Mapping)[]>> = {
  checkout: [checkoutOrder],
  invoices: [invoiceOrder],
  charges: [chargedOrder],
  none: [],
}

/** What an account's rows mean in the model; a merchant may replace each. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  const money = moneyOf(config)
  // Neither invoices nor a shop system's orders can be told from a payment.
  const namesPayments = config.orders === 'checkout' || config.orders === 'charges'
  return [
    customer,
    product,
    variant(money),
    ...orders[config.orders].map((mapping) => mapping(money)),
    payment(money, namesPayments),
    refund(money, namesPayments),
    dispute(money, namesPayments),
    payout(money),
    subscription(money),
    cart(money, config.orders === 'checkout'),
  ]
}
