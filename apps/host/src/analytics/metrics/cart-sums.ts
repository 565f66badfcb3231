import type { Day } from '../calendar/day.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { CartFact } from '../facts/cart-facts.ts'
import type { History } from './history.ts'
import { exact } from './totals.ts'

/** So soon after a cart was left an order of the same customer recovers it. */
export const recoveryMs = 7 * 86_400_000

/** Carts that were left, in one currency, at the rate of one day. */
export interface CartCell {
  /** Undefined where carts do not say. */
  readonly currency: string | undefined
  readonly day: Day
  readonly left: number
  readonly recovered: number
  readonly amount: bigint
}

/** What was left, in the currency that is shown; what has no rate is in no amount. */
export interface CartSums {
  readonly left: number
  readonly recovered: number
  readonly value: Exact
  /** Orders that were not placed at a till: what became of the others. */
  readonly ordered: bigint
}

export function cartCells(
  carts: readonly CartFact[],
  history: Pick<History, 'byCustomer'>,
): readonly CartCell[] {
  return carts.map((cart) => ({
    currency: cart.currency,
    day: cart.day,
    left: 1,
    recovered: isRecovered(cart, history) ? 1 : 0,
    amount: cart.amount,
  }))
}

export function cartSumsOf(
  cells: readonly CartCell[],
  { ordered, factor }: { readonly ordered: bigint; readonly factor: Factor },
): CartSums {
  const value = cells.reduce((sum, { currency, day, amount }) => {
    const rate = currency === undefined ? undefined : factor(currency, day)
    return rate === undefined ? sum : sum.plus(exact(amount).times(rate))
  }, new Exact(0))
  return {
    left: cells.reduce((sum, { left }) => sum + left, 0),
    recovered: cells.reduce((sum, { recovered }) => sum + recovered, 0),
    value,
    ordered,
  }
}

function isRecovered(
  { customer, at, isRecovered: isSaid }: CartFact,
  { byCustomer }: Pick<History, 'byCustomer'>,
): boolean {
  if (isSaid) return true
  if (customer === undefined) return false
  const orders = byCustomer.get(customer) ?? []
  return orders.some((order) => order.at > at && order.at <= at + recoveryMs)
}
