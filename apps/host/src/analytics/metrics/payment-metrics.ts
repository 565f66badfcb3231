import { isIn } from '../calendar/range.ts'
import { Exact } from '../currency/rate-table.ts'
import type { DisputeFact, PaymentFact } from '../facts/payment-facts.ts'
import { count, money, share, type Metric } from './metric.ts'
import { ratio, whole } from './statistics.ts'
import { exact } from './totals.ts'
import type { View } from './view.ts'

const paymentsOf = ({ facts, range }: View): readonly PaymentFact[] =>
  facts.payments.filter(({ day }) => isIn(range, day))
const charges = (view: View) => paymentsOf(view).filter(({ hasFailed }) => !hasFailed)
const failures = (view: View) => paymentsOf(view).filter(({ hasFailed }) => hasFailed)
const disputesOf = ({ facts, range }: View): readonly DisputeFact[] =>
  facts.disputes.filter(({ day }) => isIn(range, day))

const fees = (view: View): Exact =>
  converted(view, [...paymentsOf(view), ...disputesOf(view)], ({ fee }) => fee)

const own = { clock: 'own' } as const

/** What was paid, what it cost, and what failed. */
export const paymentMetrics: readonly Metric[] = [
  money('processor_fees', {
    ...own,
    reads: 'rows',
    definition: 'What payment providers keep of payments and charge for disputes.',
    of: fees,
  }),
  money('net_payments', {
    ...own,
    reads: 'rows',
    definition:
      'Payments less what was given back of them, less contested money that is gone, less fees.',
    of: (view) =>
      converted(view, charges(view), ({ amount, refunded }) => amount - refunded)
        .minus(converted(view, disputesOf(view), ({ amount, isTaken }) => (isTaken ? amount : 0n)))
        .minus(fees(view)),
  }),
  count('disputes', 'disputes', {
    ...own,
    reads: 'rows',
    definition: 'Payments that their payers contested, by the day on which they did.',
    of: (view) => whole(disputesOf(view).length),
  }),
  money('dispute_amount', {
    ...own,
    reads: 'rows',
    definition: 'What was contested.',
    of: (view) => converted(view, disputesOf(view), ({ amount }) => amount),
  }),
  share('dispute_rate', {
    ...own,
    reads: 'rows',
    definition: 'Disputes divided by payments that succeeded.',
    of: (view) => ratio(whole(disputesOf(view).length), whole(charges(view).length)),
  }),
  count('failed_payments', 'payments', {
    ...own,
    reads: 'rows',
    definition: 'Attempts to pay that failed.',
    of: (view) => whole(failures(view).length),
  }),
  share('failed_rate', {
    ...own,
    reads: 'rows',
    definition: 'Failed attempts divided by all that failed or succeeded.',
    of: (view) => ratio(whole(failures(view).length), whole(paymentsOf(view).length)),
  }),
  count('recovered_payments', 'payments', {
    ...own,
    reads: 'rows',
    definition: 'Failed attempts whose order was paid later.',
    of: (view) => whole(recovered(view)),
  }),
]

function recovered(view: View): number {
  const paid = new Map<string, number>()
  for (const { order, at, hasFailed } of view.facts.payments)
    if (!hasFailed && order !== undefined) paid.set(order, Math.max(at, paid.get(order) ?? at))
  return failures(view).filter(
    ({ order, at }) => order !== undefined && (paid.get(order) ?? 0) > at,
  ).length
}

function converted<Fact extends { readonly currency: string; readonly day: number }>(
  { factor }: View,
  facts: readonly Fact[],
  amountOf: (fact: Fact) => bigint,
): Exact {
  return facts.reduce((sum, fact) => {
    const rate = factor(fact.currency, fact.day)
    return rate === undefined ? sum : sum.plus(exact(amountOf(fact)).times(rate))
  }, new Exact(0))
}
