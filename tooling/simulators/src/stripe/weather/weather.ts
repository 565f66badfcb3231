import type { Draws } from '../../shop/random.ts'
import type { EventWeather } from '../events/event-log.ts'
import type { FormObject } from '../rest/form.ts'

/** What a request meets instead of its answer, or with it. */
export type Mishap =
  /**
   * An error without the work being done: 500, 503, 409, 429, … `retryAfter` in seconds as a header, `reason` as the code
   * of the body, `shouldRetry` as `Stripe-Should-Retry`.
   */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number
      readonly reason?: string
      readonly shouldRetry?: boolean
    }
  /** The connection breaks: before the request was read, or when the work is done and no answer is sent. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Half of the answer, with the length of the whole in `Content-Length`. */
  | { readonly kind: 'truncated' }
  /** The answer, but late. */
  | { readonly kind: 'late'; readonly delayMs: number }
  /** The headers at once, the body in pieces over this long. */
  | { readonly kind: 'slowBody'; readonly overMs: number }

/** Webhooks go astray by chance; shares from 0 to 1. */
export interface WebhookWeather {
  readonly lost: number
  readonly doubled: number
  /** Left for the next call of `deliverWebhooks`. */
  readonly late: number
  readonly isReordered: boolean
}

export interface Climate {
  /** Of each kind of mishap, the share of requests that meet it. Default: none. */
  readonly mishaps: readonly { readonly share: number; readonly mishap: Mishap }[]
  readonly latencyMs: number
  readonly events: EventWeather
  readonly webhooks: WebhookWeather
}

export interface AnsweredRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: FormObject
  /** 0 where the connection was broken. */
  readonly status: number
  /** The account that was asked about; absent where nobody was let in. */
  readonly account?: string
  readonly version?: string
  readonly requestId: string
  /** The account's clock, seconds. */
  readonly at: number
}

export interface Weather {
  /** The next requests meet these, one each, in this order. */
  next(...mishaps: readonly Mishap[]): void
  /** Every request with this key meets this, until it is told otherwise. */
  always(key: string, mishap: Mishap | undefined): void
  /** From now on; what is not said stays. */
  set(climate: Partial<Climate>): void
  /** As if nothing had ever gone wrong. */
  calm(): void
  /** Called when a request is answered, before its answer is sent: for changes between two pages. Ends when the function it gives is called. */
  between(change: (request: AnsweredRequest) => void | Promise<void>): () => void
}

export interface WeatherState extends Weather {
  climate(): Climate
  /** What the next request meets. */
  draw(key: string | undefined): Mishap | undefined
  passed(request: AnsweredRequest): Promise<void>
}

const calmClimate: Climate = {
  mishaps: [],
  latencyMs: 0,
  events: { lateSeconds: 0, doubled: 0 },
  webhooks: { lost: 0, doubled: 0, late: 0, isReordered: false },
}

export function weatherOf(chance: Draws): WeatherState {
  let climate = calmClimate
  const coming: Mishap[] = []
  const byKey = new Map<string, Mishap>()
  const changes = new Set<(request: AnsweredRequest) => void | Promise<void>>()
  return {
    next(...mishaps) {
      coming.push(...mishaps)
    },
    always(key, mishap) {
      if (mishap === undefined) byKey.delete(key)
      else byKey.set(key, mishap)
    },
    set(change) {
      climate = { ...climate, ...change }
    },
    calm() {
      climate = calmClimate
      coming.length = 0
      byKey.clear()
    },
    between(change) {
      changes.add(change)
      return () => changes.delete(change)
    },
    climate: () => climate,
    draw(key) {
      const fixed = key === undefined ? undefined : byKey.get(key)
      return (
        fixed ?? coming.shift() ?? climate.mishaps.find(({ share }) => chance.chance(share))?.mishap
      )
    },
    async passed(request) {
      for (const change of changes) await change(request)
    },
  }
}
