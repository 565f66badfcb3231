import type { JsonObject, StripeObject } from '../json.ts'
import { kindNames, type KindName } from '../kinds/kinds.ts'
import { table, type Run, type Table } from './table.ts'

/** One account of the simulated Stripe: its objects, its clock, and how it shows itself to what it calls. */
export interface Account {
  readonly id: string
  readonly livemode: boolean
  /** The API version that its events are rendered at. */
  readonly apiVersion: string
  readonly country: string
  readonly currency: string
  readonly tables: Readonly<Record<KindName, Table>>
  /** Seconds since the epoch. */
  now(): number
  /** Is called whenever something happens in the account. */
  fire(event: AccountEvent): void
  listen(listener: (event: AccountEvent) => void): void
}

/** What has happened to an object. */
export interface AccountEvent {
  readonly type: string
  readonly created: number
  /** The object as it is afterwards, or was before it was deleted. */
  object(): StripeObject
  readonly previous?: JsonObject
}

/** An account with nothing in it but the runs of rows it begins with. */
export function openAccount(options: {
  readonly id: string
  readonly livemode: boolean
  readonly apiVersion: string
  readonly now: () => number
  readonly runs?: Readonly<Partial<Record<KindName, Run>>>
}): Account {
  const { id, livemode, apiVersion, now, runs = {} } = options
  const listeners: ((event: AccountEvent) => void)[] = []
  return {
    id,
    livemode,
    apiVersion,
    country: 'DK',
    currency: 'dkk',
    tables: Object.fromEntries(
      kindNames.map((name) => [name, table(runs[name])]),
    ) as Account['tables'],
    now,
    fire(event) {
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}
