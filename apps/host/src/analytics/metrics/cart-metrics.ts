import { isIn } from '../calendar/range.ts'
import { Exact } from '../currency/rate-table.ts'
import type { CartFact } from '../facts/cart-facts.ts'
import type { History } from './history.ts'
import { count, money, share, type Metric } from './metric.ts'
import { ratio, whole } from './statistics.ts'
import { exact } from './totals.ts'
import type { View } from './view.ts'

const recoveryMs = 7 * 86_400_000

const cartsOf = ({ facts, range }: View): readonly CartFact[] =>
  facts.carts.filter(({ day }) => isIn(range, day))

const own = { clock: 'own' } as const

/** What was nearly bought. */
export const cartMetrics: readonly Metric[] = [
  count('abandoned_checkouts', 'carts', {
    ...own,
    reads: 'rows',
    definition:
      'Carts and checkouts of people who can be written to, left for an hour without an order.',
    of: (view) => whole(cartsOf(view).length),
  }),
  share('abandonment_rate', {
    ...own,
    reads: 'rows',
    definition:
      'Abandoned checkouts divided by these and the orders that were not placed at a till.',
    of: (view) => {
      const left = cartsOf(view).length
      const placed = view.orders.filter(({ channel }) => channel !== 'till').length
      return ratio(whole(left), whole(left + placed))
    },
  }),
  count('recovered_checkouts', 'carts', {
    ...own,
    reads: 'rows',
    definition: 'Abandoned checkouts whose customer ordered within seven days.',
    of: (view) => whole(cartsOf(view).filter((cart) => isRecovered(cart, view.history)).length),
  }),
  money('abandoned_value', {
    ...own,
    reads: 'rows',
    definition: 'What lay in abandoned checkouts.',
    of: (view) =>
      cartsOf(view).reduce((sum, { currency, day, amount }) => {
        const rate = currency === undefined ? undefined : view.factor(currency, day)
        return rate === undefined ? sum : sum.plus(exact(amount).times(rate))
      }, new Exact(0)),
  }),
]

export function isRecovered(
  { customer, at, isRecovered: isSaid }: CartFact,
  history: History,
): boolean {
  if (isSaid) return true
  if (customer === undefined) return false
  const orders = history.byCustomer.get(customer) ?? []
  return orders.some((order) => order.at > at && order.at <= at + recoveryMs)
}
