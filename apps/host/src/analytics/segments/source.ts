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
  readonly events: readonly EventFact[]
  readonly storeCountry: (store: string) => string | undefined
}

export interface KnownPerson {
  readonly id: string
  /** The day of the oldest record; undefined where nobody knows. */
  readonly since: Day | undefined
  readonly language?: string | undefined
  /** Undefined where nobody knows any. */
  readonly tags?: readonly string[] | undefined
}

/** Something that happened to a customer, or that a customer did. */
export interface EventFact {
  readonly id: string
  readonly customer: string
  readonly type: string
  readonly day: Day
  readonly store: string
  readonly channel: string | undefined
  readonly campaign: string | undefined
  readonly product: string | undefined
  readonly quantity: number | undefined
}

export interface KnownProduct {
  readonly id: string
  readonly stock: number | undefined
}
