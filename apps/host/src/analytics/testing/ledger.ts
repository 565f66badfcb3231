import { storeClock } from '../calendar/store-clock.ts'
import { factorTo, noRates } from '../currency/rate-table.ts'
import { cartFact, checkoutFact } from '../facts/cart-facts.ts'
import { orderFact } from '../facts/order-facts.ts'
import { disputeFact, paymentFact, withRecoveries } from '../facts/payment-facts.ts'
import { historyOf } from '../metrics/history.ts'
import { viewOf, type Facts, type View, type ViewOptions } from '../metrics/view.ts'
import { dayRange } from '../calendar/range.ts'
import {
  ledgerCarts,
  ledgerDisputes,
  ledgerOrders,
  ledgerPayments,
  ledgerRefunds,
} from './ledger-rows.ts'

export const berlin = storeClock('Europe/Berlin')
const now = Date.parse('2026-11-02T18:00:00.000Z')
const costs = new Map([
  ['shop:mug', 400n],
  ['shop:lamp', 3000n],
])

function cartSource(row: { readonly customerId?: string | null | undefined }) {
  return { clock: berlin, customer: row.customerId ?? undefined, now }
}

export const ledger: Facts = {
  loose: [],
  orders: ledgerOrders.flatMap((order) => {
    const refunds = ledgerRefunds.filter(({ orderId }) => orderId === order.id)
    const source = {
      clockOf: () => berlin,
      customer: order.customerId ?? undefined,
      costOf: (product: string) => costs.get(product),
    }
    return orderFact(order, refunds, source) ?? []
  }),
  payments: withRecoveries(ledgerPayments.flatMap((payment) => paymentFact(payment, berlin) ?? [])),
  disputes: ledgerDisputes.map((dispute) => disputeFact(dispute, berlin, 'shop:berlin')),
  carts: [
    ...ledgerCarts.flatMap((cart) => cartFact(cart, cartSource(cart)) ?? []),
    ...ledgerOrders.flatMap((order) => checkoutFact(order, cartSource(order)) ?? []),
  ],
}

export function ledgerView(from: string, to: string, options: Partial<ViewOptions> = {}): View {
  return viewOf(ledger, {
    range: dayRange(from, to),
    factor: factorTo(noRates, 'EUR'),
    history: historyOf(ledger.orders),
    ...options,
  })
}
