import { readFileSync } from 'node:fs'
import type { JsonObject } from '@cartograph/core'

type Name =
  | 'customers'
  | 'products'
  | 'prices'
  | 'subscriptions'
  | 'charges'
  | 'refunds'
  | 'disputes'
  | 'payouts'
  | 'invoices'
  | 'checkoutSessions'

const file = new URL('../fixtures/objects.json', import.meta.url)

/** An example of each kind of object that is mapped, by stream. */
export const { objects } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly objects: Readonly<Record<Name, JsonObject>>
}

/** The instant at which they were made. */
export const madeAt = '2026-10-01T12:00:00.000Z'
