import type { Day } from '../calendar/day.ts'
import type { Factor } from '../currency/rate-table.ts'
import type { Facts } from '../metrics/view.ts'
import type { RecurringFact } from '../subscriptions/recurring.ts'

/** What segments are evaluated over. */
export interface SegmentSource {
  readonly facts: Facts
  /** The last day that counts; windows look back from it. */
  readonly asOf: Day
  readonly factor: Factor
  /** Everybody who is known, also those who never bought. */
  readonly persons: readonly KnownPerson[]
  readonly subscriptions: readonly RecurringFact[]
  readonly products: readonly KnownProduct[]
  readonly storeCountry: (store: string) => string | undefined
}

export interface KnownPerson {
  readonly id: string
  /** The day of the oldest record; undefined where nobody knows. */
  readonly since: Day | undefined
}

export interface KnownProduct {
  readonly id: string
  readonly stock: number | undefined
}
