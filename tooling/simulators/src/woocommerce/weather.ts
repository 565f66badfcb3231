import type { Draws } from '../shop/random.ts'
import type { WebhookWeather } from './webhooks/webhooks.ts'

/** What a request meets instead of its answer. */
export type Mishap =
  /** A server's error page, as a proxy gives it. The work is not done. 429 comes with `Retry-After`, in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | string }
  /** The connection breaks: before the store has read the request, or when the work is done and the answer is not sent. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Half of the answer, with the length of the whole in `Content-Length`. */
  | { readonly kind: 'truncated' }
  /** A page of HTML with status 200, as a cache or a maintenance plugin gives it. */
  | { readonly kind: 'page' }
  /** The answer, but late. */
  | { readonly kind: 'slow'; readonly delayMs: number }

export interface Climate {
  /** Of each kind of mishap, the share of requests that meet it, from 0 to 1. Default: none. */
  readonly mishaps: readonly { readonly share: number; readonly mishap: Mishap }[]
  readonly latencyMs: number
  /** A page that asks for a password stands before everything. */
  readonly loginPage: boolean
  /** The host takes `Authorization` off every request. */
  readonly stripAuthorization: boolean
  /** There are no addresses below `/wp-json`. */
  readonly plainPermalinks: boolean
  /** Requests without a `User-Agent` are answered 403 by the host. */
  readonly needsUserAgent: boolean
  /** Analytics do not know yet what was changed within this time: they are fed behind the scenes. */
  readonly analyticsLagMs: number
  readonly webhooks: WebhookWeather
}

export interface AnsweredRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  /** 0 where the connection was broken. */
  readonly status: number
  /** The store's clock. */
  readonly at: number
}

export interface Weather {
  /** The next requests meet these, one each, in this order. */
  next(...mishaps: readonly Mishap[]): void
  /** From now on; what is not said stays. */
  set(climate: Partial<Climate>): void
  /** As if nothing had ever gone wrong. */
  calm(): void
  /** Called after each answered request, and awaited before the next is read: for changes between two pages. Ends when the function it gives is called. */
  between(change: (request: AnsweredRequest) => void | Promise<void>): () => void
}

export interface WeatherState extends Weather {
  climate(): Climate
  /** What the next request meets. */
  draw(): Mishap | undefined
  passed(request: AnsweredRequest): Promise<void>
}

const calmClimate: Climate = {
  mishaps: [],
  latencyMs: 0,
  loginPage: false,
  stripAuthorization: false,
  plainPermalinks: false,
  needsUserAgent: false,
  analyticsLagMs: 0,
  webhooks: { missing: 0, doubled: 0, late: 0, refusesLocal: false, reordered: false },
}

export function weatherOf(chance: Draws): WeatherState {
  let climate = calmClimate
  const coming: Mishap[] = []
  const changes = new Set<(request: AnsweredRequest) => void | Promise<void>>()
  return {
    next(...mishaps) {
      coming.push(...mishaps)
    },
    set(change) {
      climate = { ...climate, ...change }
    },
    calm() {
      climate = calmClimate
      coming.length = 0
    },
    between(change) {
      changes.add(change)
      return () => changes.delete(change)
    },
    climate: () => climate,
    draw() {
      const next = coming.shift()
      if (next !== undefined) return next
      return climate.mishaps.find(({ share }) => chance.chance(share))?.mishap
    },
    async passed(request) {
      for (const change of changes) await change(request)
    },
  }
}
