import {
  cartSums,
  paymentSums,
  salesSums,
  type CartSum,
  type CheckoutWish,
  type Dialect,
  type PaymentSum,
  type SalesSum,
  type Work,
} from '../../store/index.ts'
import { recoveryMs } from '../metrics/cart-sums.ts'
import type { Beside } from '../metrics/metric.ts'

/** Sums of what has a day and a store of its own. */
export interface SummedCheckouts {
  readonly payments: readonly PaymentSum[]
  readonly carts: readonly CartSum[]
  /** Orders that were not placed at a till. */
  readonly ordered: readonly SalesSum[]
}

export interface CheckoutsWish extends CheckoutWish {
  readonly beside: ReadonlySet<Beside>
  /** Carts that were left by now, in epoch milliseconds. */
  readonly now: number
}

export function* summedCheckouts(
  dialect: Dialect,
  org: string,
  wish: CheckoutsWish,
): Work<SummedCheckouts> {
  const { beside, scope, isByStore } = wish
  const payments = beside.has('payments') ? yield* paymentSums(dialect, org, wish) : []
  if (!beside.has('carts')) return { payments, carts: [], ordered: [] }
  const notAtTill = { dimension: 'channel', values: ['till'], isExcluded: true } as const
  return {
    payments,
    carts: yield* cartSums(dialect, org, { ...wish, recoveryMs }),
    ordered: yield* salesSums(dialect, org, {
      ...wish,
      by: isByStore ? ['store'] : [],
      scope: { ...scope, filters: [...scope.filters, notAtTill] },
      clock: 0,
    }),
  }
}
