import type { Day } from '../calendar/day.ts'
import { isIn, type DayRange } from '../calendar/range.ts'
import type { Exact, Factor } from '../currency/rate-table.ts'
import type { CartFact } from '../facts/cart-facts.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import type { DisputeFact, PaymentFact } from '../facts/payment-facts.ts'
import { cartCells, cartSumsOf, type CartSums } from './cart-sums.ts'
import type { History } from './history.ts'
import { paymentCells, paymentSumsOf, type PaymentSums } from './payment-sums.ts'
import {
  exact,
  looseCells,
  orderCells,
  refundCells,
  totalsOf,
  type DatedRefund,
  type Totals,
} from './totals.ts'

/** The facts that figures are computed from: of the stores and the group that they are about, of all days. */
export interface Facts {
  readonly orders: readonly OrderFact[]
  readonly payments: readonly PaymentFact[]
  readonly disputes: readonly DisputeFact[]
  readonly carts: readonly CartFact[]
  /** What was given back for orders that nobody can name. */
  readonly loose: readonly LooseRefund[]
}

/** By which day returns, shipping, tax, fees and refunds count what was given back. */
export type Clock = 'order' | 'refund'

export interface ViewOptions {
  readonly range: DayRange
  readonly factor: Factor
  /** All orders of the customers, in whichever stores count for who is new. */
  readonly history: History
  readonly clock?: Clock
  /** Where they were found already, those of the range; else they are looked for. */
  readonly within?: Within
}

export interface Within {
  readonly orders: readonly OrderFact[]
  readonly refunds: readonly DatedRefund[]
  readonly loose: readonly LooseRefund[]
}

/** How many customers bought: all, those whose first order ever was in the range, those with two orders or more in it. */
export interface Buyers {
  readonly all: number
  readonly fresh: number
  readonly repeated: number
}

/** What can be summed of the facts of one range, wherever the sums come from; each is made when a metric asks for it. */
export interface Sums {
  readonly range: DayRange
  readonly factor: Factor
  readonly buyers: () => Buyers
  /** Sales of orders that are the first of their customers, or of those that are not. */
  readonly ofKind: (kind: CustomerKind) => Totals
  /** What each order was worth after discounts, without free ones and those that have no rate. */
  readonly worths: () => readonly Exact[]
  /** Sales of the range, with what was given back of them. */
  readonly sales: () => Totals
  /** What was given back in the range. */
  readonly givenBack: () => Totals
  /** One of the two, for what was given back. */
  readonly back: () => Totals
  /** What was paid, failed and was contested in the range. */
  readonly payments: () => PaymentSums
  /** Carts that were left in the range. */
  readonly carts: () => CartSums
}

export type CustomerKind = 'new' | 'returning'

/** The facts of one range themselves, beside their sums. */
export interface View extends Sums {
  readonly history: History
  readonly facts: Facts
  /** The orders of the range. */
  readonly orders: readonly OrderFact[]
}

export function viewOf(facts: Facts, options: ViewOptions): View {
  const { range, factor, history, clock = 'order' } = options
  const { orders, refunds, loose } = options.within ?? within(facts, range)
  const sales = once(() => totalsOf([...orderCells(orders), ...looseCells(loose)], factor))
  const givenBack = once(() => totalsOf([...refundCells(refunds), ...looseCells(loose)], factor))
  return {
    range,
    factor,
    history,
    facts,
    orders,
    buyers: once(() => buyersOf(orders, history, range)),
    ofKind: (kind) =>
      totalsOf(
        orderCells(orders.filter((order) => (history.placeOf(order) === 0) === (kind === 'new'))),
        factor,
      ),
    worths: () => worthsOf(orders, factor),
    sales,
    givenBack,
    back: clock === 'order' ? sales : givenBack,
    payments: once(() => paymentSumsOf(cellsIn(facts, range), factor)),
    carts: once(() => {
      const left = facts.carts.filter(({ day }) => isIn(range, day))
      const ordered = BigInt(orders.filter(({ channel }) => channel !== 'till').length)
      return cartSumsOf(cartCells(left, history), { ordered, factor })
    }),
  }
}

function cellsIn({ payments, disputes }: Facts, range: DayRange) {
  const isWithin = ({ day }: { readonly day: Day }) => isIn(range, day)
  return paymentCells(payments.filter(isWithin), disputes.filter(isWithin))
}

function buyersOf(orders: readonly OrderFact[], history: History, range: DayRange): Buyers {
  const counts = new Map<string, number>()
  for (const { customer } of orders) counts.set(customer, (counts.get(customer) ?? 0) + 1)
  const fresh = [...counts.keys()].filter((customer) => {
    const first = history.byCustomer.get(customer)?.[0]
    return first !== undefined && isIn(range, first.day)
  })
  const repeated = [...counts.values()].filter((many) => many > 1)
  return { all: counts.size, fresh: fresh.length, repeated: repeated.length }
}

function worthsOf(orders: readonly OrderFact[], factor: Factor): readonly Exact[] {
  return orders.flatMap(({ amounts, currency, day }) => {
    const rate = factor(currency, day)
    if (amounts.total === 0n || rate === undefined) return []
    return exact(amounts.gross - amounts.discounts).times(rate)
  })
}

export function within({ orders, loose }: Facts, range: DayRange): Within {
  const refunds = orders.flatMap((order) =>
    order.refunds.flatMap((refund) => (isIn(range, refund.day) ? { order, refund } : [])),
  )
  return {
    orders: orders.filter(({ day }) => isIn(range, day)),
    refunds,
    loose: loose.filter(({ refund }) => isIn(range, refund.day)),
  }
}

/** The orders of a view up to the end of a day, the last of the range where none is named. */
export function ordersUpTo({ facts, range }: View, day: Day = range.to): readonly OrderFact[] {
  return facts.orders.filter((order) => order.day <= day)
}

export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
