import type { Day } from '../calendar/day.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { DisputeFact, PaymentFact } from '../facts/payment-facts.ts'
import { exact } from './totals.ts'

const amounts = ['fees', 'charged', 'taken', 'disputed'] as const
const counts = ['charges', 'failures', 'recovered', 'disputes'] as const

/** What payments and disputes add up to in one currency, at the rate of one day. */
export interface PaymentCell {
  readonly currency: string
  readonly day: Day
  readonly measures: PaymentMeasures
}

/**
 * `charged`: less what was given back. `taken`: contested money that is with the payer. `recovered`: failures whose order was paid later.
 */
export type PaymentMeasures = Readonly<
  Record<(typeof amounts)[number] | (typeof counts)[number], bigint>
>

/** Sums of payments and disputes in the currency that is shown; what has no rate is in no amount. */
export interface PaymentSums {
  readonly amounts: Readonly<Record<(typeof amounts)[number], Exact>>
  readonly counts: Readonly<Record<(typeof counts)[number], bigint>>
}

const none = Object.fromEntries(
  [...amounts, ...counts].map((name) => [name, 0n]),
) as PaymentMeasures

export function measuresOfPayment(payment: PaymentFact): PaymentMeasures {
  const { fee, hasFailed, isRecovered, amount, refunded } = payment
  return hasFailed
    ? { ...none, fees: fee, failures: 1n, recovered: isRecovered ? 1n : 0n }
    : { ...none, fees: fee, charges: 1n, charged: amount - refunded }
}

export function measuresOfDispute({ fee, amount, isTaken }: DisputeFact): PaymentMeasures {
  return { ...none, fees: fee, disputes: 1n, disputed: amount, taken: isTaken ? amount : 0n }
}

export function paymentCells(
  payments: readonly PaymentFact[],
  disputes: readonly DisputeFact[],
): readonly PaymentCell[] {
  return [
    ...payments.map((payment) => cellOf(payment, measuresOfPayment(payment))),
    ...disputes.map((dispute) => cellOf(dispute, measuresOfDispute(dispute))),
  ]
}

function cellOf(
  { currency, day }: PaymentFact | DisputeFact,
  measures: PaymentMeasures,
): PaymentCell {
  return { currency, day, measures }
}

export function paymentSumsOf(cells: Iterable<PaymentCell>, factor: Factor): PaymentSums {
  const sums = Object.fromEntries(amounts.map((name) => [name, new Exact(0)])) as Record<
    (typeof amounts)[number],
    Exact
  >
  const numbers: Record<(typeof counts)[number], bigint> = { ...none }
  for (const { currency, day, measures } of cells) {
    for (const name of counts) numbers[name] += measures[name]
    const rate = factor(currency, day)
    if (rate === undefined) continue
    for (const name of amounts)
      if (measures[name] !== 0n) sums[name] = sums[name].plus(exact(measures[name]).times(rate))
  }
  return { amounts: sums, counts: numbers }
}
