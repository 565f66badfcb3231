import type { Admin } from './admin.ts'
import type { StripeObject } from './json.ts'
import type { KindName } from './kinds/kinds.ts'
import type { Keys } from './rest/key-ring.ts'
import type { Delivered } from './webhooks/delivery.ts'
import type { AnsweredRequest, Weather } from './weather/weather.ts'

/** An account of Stripe that listens. */
export interface SimulatedStripe {
  /** Without a slash at its end. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** The account's id. */
  readonly account: string
  /** Ids of the accounts that are connected to it, for `Stripe-Account`. */
  readonly connected: readonly string[]
  readonly keys: Keys
  readonly admin: Admin
  /** What is done in a connected account. */
  adminOf(account: string): Admin
  readonly weather: Weather
  /** Requests that were answered or broken off, in order. */
  readonly log: readonly AnsweredRequest[]
  /** Lets the shop's clock run; what happens in the shop meanwhile happens in the account. Milliseconds. */
  live(ms: number): void
  /** All objects of a kind as a perfect reader would have them, at the newest version, oldest first. */
  truth(kind: KindName, account?: string): readonly StripeObject[]
  /** Sends what is due to the webhook endpoints, and says how it went. Nothing is sent by itself. */
  deliverWebhooks(): Promise<readonly Delivered[]>
  close(): Promise<void>
}
