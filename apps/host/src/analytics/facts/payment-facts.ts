import type { Dispute, Payment } from '@cartograph/core'
import type { Day } from '../calendar/day.ts'
import type { StoreClock } from '../calendar/store-clock.ts'
import { amount, storeOf } from './row-amounts.ts'

/** A payment that succeeded or failed; what is under way or was called off is neither. */
export interface PaymentFact {
  readonly id: string
  readonly store: string
  readonly order: string | undefined
  readonly at: number
  readonly day: Day
  readonly currency: string
  readonly method: string | undefined
  readonly hasFailed: boolean
  /** It failed, and its order was paid later. */
  readonly isRecovered: boolean
  readonly amount: bigint
  readonly refunded: bigint
  readonly fee: bigint
}

export interface DisputeFact {
  readonly id: string
  readonly store: string
  readonly order: string | undefined
  readonly at: number
  readonly day: Day
  readonly currency: string
  readonly amount: bigint
  readonly fee: bigint
  /** Whether the money is with the payer: it comes back where the dispute is won, and an inquiry takes nothing. */
  readonly isTaken: boolean
}

const succeeded: ReadonlySet<string> = new Set(['paid', 'partiallyRefunded', 'refunded'])

export function paymentFact(payment: Payment, clock: StoreClock): PaymentFact | undefined {
  const hasFailed = payment.status === 'failed'
  if (!hasFailed && !succeeded.has(payment.status)) return undefined
  const at = Date.parse((hasFailed ? undefined : payment.paidAt) ?? payment.createdAt)
  return {
    id: payment.id,
    store: storeOf(payment),
    order: payment.orderId ?? undefined,
    at,
    day: clock(at).day,
    currency: payment.currency,
    method: payment.method ?? undefined,
    hasFailed,
    isRecovered: false,
    amount: hasFailed ? 0n : amount(payment.amount),
    refunded: hasFailed ? 0n : amount(payment.refundedAmount),
    fee: amount(payment.feeAmount),
  }
}

/** The same payments; those that failed and whose order another one of them paid later are recovered. */
export function withRecoveries<Fact extends RecoverableFact>(
  payments: readonly Fact[],
): readonly Fact[] {
  const paidAt = new Map<string, number>()
  for (const { order, at, hasFailed } of payments)
    if (!hasFailed && order !== undefined) paidAt.set(order, Math.max(at, paidAt.get(order) ?? at))
  return payments.map((payment) => {
    const { order, at, hasFailed } = payment
    const isRecovered = hasFailed && order !== undefined && (paidAt.get(order) ?? at) > at
    return isRecovered === payment.isRecovered ? payment : { ...payment, isRecovered }
  })
}

type RecoverableFact = Pick<PaymentFact, 'order' | 'at' | 'hasFailed' | 'isRecovered'>

/** The store of a dispute is that of its payment; where that is not known, its connection. */
export function disputeFact(
  dispute: Dispute,
  clock: StoreClock,
  store: string = dispute.connection,
): DisputeFact {
  const at = Date.parse(dispute.createdAt)
  return {
    id: dispute.id,
    store,
    order: dispute.orderId ?? undefined,
    at,
    day: clock(at).day,
    currency: dispute.currency,
    amount: amount(dispute.amount),
    fee: amount(dispute.feeAmount),
    isTaken: dispute.status !== 'won' && dispute.status !== 'inquiry',
  }
}
