import type { JsonObject, StripeObject } from '../json.ts'
import { kindNames, type KindName } from '../kinds/kinds.ts'
import { rowOf } from '../shapes/row.ts'
import { agendaOf, type Agenda } from './agenda.ts'
import { identifier } from './identifiers.ts'
import { table, type Run, type Table } from './table.ts'

/** One account of the simulated Stripe: its objects, its clock, and what is planned in it. */
export interface Account {
  readonly id: string
  readonly seed: number
  readonly livemode: boolean
  readonly country: string
  /** The currency of settlement. */
  readonly currency: string
  readonly tables: Readonly<Record<KindName, Table>>
  readonly agenda: Agenda
  /** The payout that took what became available on a day; days since the epoch. */
  readonly payouts: Map<number, string>
  /** The version that events are rendered at. */
  apiVersion(): string
  setApiVersion(version: string): void
  /** Seconds since the epoch: what is done is dated so. */
  now(): number
  /** The clock as it is, whatever second is pretended. */
  present(): number
  /** Does something as if it were this second. */
  dated<Result>(second: number, work: () => Result): Result
  newId(prefix: string): string
  /** The account as an object. */
  self(): StripeObject
  /** Tells whoever listens that something has happened. */
  fire(event: AccountEvent): void
  listen(listener: (event: AccountEvent) => void): void
}

/** What has happened to an object. */
export interface AccountEvent {
  readonly type: string
  readonly created: number
  /** The object as it was right after that, or right before it was deleted. */
  object(): StripeObject
  /** What the changed properties were. */
  readonly previous?: JsonObject
}

/** An account with nothing in it but the runs of rows it begins with. */
export function openAccount(options: {
  readonly id: string
  readonly seed: number
  readonly livemode: boolean
  readonly apiVersion: string
  /** Seconds. */
  readonly now: () => number
  readonly runs?: Readonly<Partial<Record<KindName, Run>>>
}): Account {
  const { id, seed, livemode, runs = {} } = options
  const listeners: ((event: AccountEvent) => void)[] = []
  let { apiVersion } = options
  let counter = 0
  const openedAt = options.now() - 3 * 365 * 86_400
  let pretended: number | undefined

  const dated = <Result>(second: number, work: () => Result): Result => {
    const before = pretended
    pretended = second
    try {
      return work()
    } finally {
      pretended = before
    }
  }

  return {
    id,
    seed,
    livemode,
    country: 'DK',
    currency: 'dkk',
    tables: Object.fromEntries(
      kindNames.map((name) => [name, table(runs[name])]),
    ) as Account['tables'],
    agenda: agendaOf(dated),
    payouts: new Map(),
    apiVersion: () => apiVersion,
    setApiVersion(version) {
      apiVersion = version
    },
    now: () => pretended ?? options.now(),
    present: () => options.now(),
    dated,
    newId(prefix) {
      counter += 1
      return identifier(prefix, seed, id, counter)
    },
    self: () =>
      rowOf(
        'accounts',
        { id, created: openedAt, livemode },
        { country: 'DK', default_currency: 'dkk' },
      ),
    fire(event) {
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}
