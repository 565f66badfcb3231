import type { Day } from '../calendar/day.ts'
import { isIn, type DayRange } from '../calendar/range.ts'
import type { Factor } from '../currency/rate-table.ts'
import type { CartFact } from '../facts/cart-facts.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import type { DisputeFact, PaymentFact } from '../facts/payment-facts.ts'
import type { History } from './history.ts'
import {
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

/** Facts as one range sees them; what is costly is computed when a metric asks for it. */
export interface View {
  readonly range: DayRange
  readonly factor: Factor
  readonly history: History
  readonly facts: Facts
  /** The orders of the range. */
  readonly orders: readonly OrderFact[]
  /** Sales of the range, with what was given back of them. */
  readonly sales: () => Totals
  /** What was given back in the range. */
  readonly givenBack: () => Totals
  /** One of the two, for what was given back. */
  readonly back: () => Totals
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
    sales,
    givenBack,
    back: clock === 'order' ? sales : givenBack,
  }
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

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
