import type { Exact } from '../currency/rate-table.ts'
import { count, money, share, type Metric } from './metric.ts'
import { ratio, whole } from './statistics.ts'
import type { Sums } from './view.ts'

const own = { clock: 'own', beside: 'payments' } as const

const amounts = (sums: Sums) => sums.payments().amounts
const counted = (sums: Sums, name: keyof ReturnType<Sums['payments']>['counts']): Exact =>
  whole(Number(sums.payments().counts[name]))

/** What was paid, what it cost, and what failed. */
export const paymentMetrics: readonly Metric[] = [
  money('processor_fees', {
    ...own,
    definition: 'What payment providers keep of payments and charge for disputes.',
    of: (sums) => amounts(sums).fees,
  }),
  money('net_payments', {
    ...own,
    definition:
      'Payments less what was given back of them, less contested money that is gone, less fees.',
    of: (sums) => {
      const { charged, taken, fees } = amounts(sums)
      return charged.minus(taken).minus(fees)
    },
  }),
  count('disputes', 'disputes', {
    ...own,
    definition: 'Payments that their payers contested, by the day on which they did.',
    of: (sums) => counted(sums, 'disputes'),
  }),
  money('dispute_amount', {
    ...own,
    definition: 'What was contested.',
    of: (sums) => amounts(sums).disputed,
  }),
  share('dispute_rate', {
    ...own,
    definition: 'Disputes divided by payments that succeeded.',
    of: (sums) => ratio(counted(sums, 'disputes'), counted(sums, 'charges')),
  }),
  count('failed_payments', 'payments', {
    ...own,
    definition: 'Attempts to pay that failed.',
    of: (sums) => counted(sums, 'failures'),
  }),
  share('failed_rate', {
    ...own,
    definition: 'Failed attempts divided by all that failed or succeeded.',
    of: (sums) =>
      ratio(counted(sums, 'failures'), counted(sums, 'failures').plus(counted(sums, 'charges'))),
  }),
  count('recovered_payments', 'payments', {
    ...own,
    definition: 'Failed attempts whose order was paid later.',
    of: (sums) => counted(sums, 'recovered'),
  }),
]
