import { count, money, share, type Metric } from './metric.ts'
import { ratio, whole } from './statistics.ts'

const own = { clock: 'own', beside: 'carts' } as const

/** What was nearly bought. */
export const cartMetrics: readonly Metric[] = [
  count('abandoned_checkouts', 'carts', {
    ...own,
    definition:
      'Carts and checkouts of people who can be written to, left for an hour without an order.',
    of: (sums) => whole(sums.carts().left),
  }),
  share('abandonment_rate', {
    ...own,
    definition:
      'Abandoned checkouts divided by these and the orders that were not placed at a till.',
    of: (sums) => {
      const { left, ordered } = sums.carts()
      return ratio(whole(left), whole(left + Number(ordered)))
    },
  }),
  count('recovered_checkouts', 'carts', {
    ...own,
    definition: 'Abandoned checkouts whose customer ordered within seven days.',
    of: (sums) => whole(sums.carts().recovered),
  }),
  money('abandoned_value', {
    ...own,
    definition: 'What lay in abandoned checkouts.',
    of: (sums) => sums.carts().value,
  }),
]
