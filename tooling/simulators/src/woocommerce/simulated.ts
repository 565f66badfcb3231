import type { Admin } from './admin.ts'
import type { JsonObject } from './json.ts'
import type { Stream } from './truth.ts'
import type { AnsweredRequest, Weather } from './weather.ts'
import type { Delivered } from './webhooks/post.ts'

/** A store that listens. */
export interface SimulatedWooCommerce {
  /** Without a slash at its end. It is the store's home too, unless another was given. */
  readonly url: string
  /** Of a key that may read and write. */
  readonly consumerKey: string
  readonly consumerSecret: string
  /** What it serves https with, in PEM, for a client that shall trust it. Absent on http. */
  readonly certificate?: string
  /** What the merchant does by hand in the shop, without HTTP. */
  readonly admin: Admin
  readonly weather: Weather
  /** Requests that were answered or broken off, in order. */
  readonly log: readonly AnsweredRequest[]
  /** Webhooks and pings that were sent, with what was answered. */
  readonly deliveries: readonly Delivered[]
  /** All records of a kind as a perfect reader would have them, trash and drafts included, ascending by id, without links. */
  truth(stream: Stream): readonly JsonObject[]
  /** Sends what waits to the webhooks' addresses. Nothing is sent by itself, but for the ping of a new webhook. */
  deliverWebhooks(): Promise<void>
  close(): Promise<void>
}
