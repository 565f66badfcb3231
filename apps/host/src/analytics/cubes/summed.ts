import {
  buyerSums,
  orderWorths,
  salesSums,
  type BuyerSum,
  type Dialect,
  type OrderWorth,
  type SalesDimension,
  type SalesScope,
  type SalesSum,
  type Work,
} from '../../store/index.ts'
import type { DayRange } from '../calendar/range.ts'
import type { Beside } from '../metrics/metric.ts'

/** All sums that some figures of one range are computed from. */
export interface Summed {
  readonly sales: readonly SalesSum[]
  readonly givenBack: readonly SalesSum[]
  /** The last value of each group is the kind of the customer. */
  readonly kinds: readonly SalesSum[]
  readonly buyers: readonly BuyerSum[]
  /** Of the whole range, and of all groups: people do not add up. */
  readonly allBuyers: readonly BuyerSum[]
  readonly worths: readonly OrderWorth[]
}

export interface SummedWish {
  readonly scope: SalesScope
  readonly by: readonly SalesDimension[]
  readonly periods: readonly DayRange[]
  /** The currency that is shown. */
  readonly shown: string
  readonly beside: ReadonlySet<Beside>
}

export function* summed(dialect: Dialect, org: string, wish: SummedWish): Work<Summed> {
  const { beside, by, periods } = wish
  const whole = { from: periods[0]?.from ?? 0, to: periods.at(-1)?.to ?? -1 }
  const allBuyers = beside.has('buyers')
    ? yield* buyerSums(dialect, org, { ...wish, by: [], periods: [whole] })
    : []
  const isParted = by.length > 0 || periods.length > 1
  return {
    sales: yield* salesSums(dialect, org, { ...wish, clock: 0 }),
    givenBack: yield* salesSums(dialect, org, { ...wish, clock: 1 }),
    kinds: beside.has('kinds')
      ? yield* salesSums(dialect, org, { ...wish, by: [...by, 'customer_kind'], clock: 0 })
      : [],
    buyers: beside.has('buyers') && isParted ? yield* buyerSums(dialect, org, wish) : allBuyers,
    allBuyers,
    worths: beside.has('worths') ? yield* orderWorths(dialect, org, wish) : [],
  }
}
