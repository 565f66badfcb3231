import { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { forecastLifetime } from '../lifetime/forecast.ts'
import { historyOf } from './history.ts'
import { money, type Metric } from './metric.ts'
import { ratio, whole } from './statistics.ts'
import { exact } from './totals.ts'
import type { View } from './view.ts'

const spans = [30, 60, 90, 180, 365] as const

/** What customers were worth so far. */
export const lifetimeMetrics: readonly Metric[] = [
  money('ltv', {
    definition:
      'Net revenue of all customers up to the end of the period, divided by the customers.',
    reads: 'rows',
    isAdditive: false,
    clock: 'end',
    of: (view) => meanWorth(view, undefined),
  }),
  ...spans.map((span) =>
    money(`ltv_${span}`, {
      definition: `Mean net revenue of a customer within ${span} days of the first order, of customers who are at least ${span} days old.`,
      reads: 'rows',
      isAdditive: false,
      clock: 'end' as const,
      of: (view: View) => meanWorth(view, span),
    }),
  ),
  money('ltv_predicted', {
    definition:
      'Estimate of what a customer will spend within a year from the end of the period, on average; not for fewer than a hundred customers.',
    reads: 'rows',
    isAdditive: false,
    clock: 'end',
    of: ({ facts, factor, range }) => {
      const forecast = forecastLifetime(facts.orders, { asOf: range.to, factor })
      return forecast === undefined ? undefined : exact(forecast.mean)
    },
  }),
]

function meanWorth({ facts, factor, range }: View, span: number | undefined): Exact | undefined {
  const customers = [
    ...historyOf(facts.orders.filter(({ day }) => day <= range.to)).byCustomer.values(),
  ]
  const old = customers.filter(
    ([first]) => first !== undefined && (span === undefined || range.to - first.day >= span),
  )
  const worth = old.map((orders) => {
    const last = span === undefined ? range.to : (orders[0]?.day ?? 0) + span - 1
    return worthUpTo(orders, last, factor)
  })
  return ratio(
    worth.reduce((sum, value) => sum.plus(value), new Exact(0)),
    whole(old.length),
  )
}

/** Net revenue up to the end of a day: each order and each return at the rate of its own day; what has no rate is left out. */
export function worthUpTo(
  orders: readonly OrderFact[],
  last: number,
  factor: View['factor'],
): Exact {
  let worth = new Exact(0)
  for (const { day, currency, amounts, refunds } of orders) {
    if (day <= last) {
      const rate = factor(currency, day)
      if (rate !== undefined)
        worth = worth.plus(exact(amounts.gross - amounts.discounts).times(rate))
    }
    for (const refund of refunds) {
      if (refund.day > last) continue
      const rate = factor(currency, refund.day)
      if (rate !== undefined) worth = worth.minus(exact(refund.parts.items).times(rate))
    }
  }
  return worth
}
