import { assumptions } from '../assumptions.ts'
import { failure, rateLimited, type Answer } from './answer.ts'

/** Counts requests, and refuses what is too much. */
export interface Limits {
  /** Nothing, or the refusal. What was let in must be told when it is done. */
  enter(account: string, endpoint: string): Answer | undefined
  leave(account: string): void
}

const secondMs = 1_000

/** Requests a second. @see https://docs.stripe.com/rate-limits (read 2026-11-22) */
const perSecond = { endpoint: 25, live: 100, sandbox: 25 } as const

const { concurrentRequests, rateLimitReasons } = assumptions

/** Stripe's limits, by the machine's clock: of each endpoint, of the account, and of what runs at the same time. */
export function limitsOf(options: {
  readonly livemode: boolean
  readonly nowMs: () => number
}): Limits {
  const { livemode, nowMs } = options
  const windows = new Map<string, number[]>()
  const running = new Map<string, number>()

  const isFull = (name: string, most: number): boolean => {
    const since = nowMs() - secondMs
    const recent = (windows.get(name) ?? []).filter((at) => at > since)
    windows.set(name, recent)
    return recent.length >= most
  }
  const count = (name: string) => windows.get(name)?.push(nowMs())

  return {
    enter(account, endpoint) {
      const atOnce = running.get(account) ?? 0
      if (atOnce >= concurrentRequests) return tooMany(rateLimitReasons.concurrency)
      const ofEndpoint = `${account} ${endpoint}`
      if (isFull(account, livemode ? perSecond.live : perSecond.sandbox)) {
        return tooMany(rateLimitReasons.account)
      }
      if (isFull(ofEndpoint, perSecond.endpoint)) return tooMany(rateLimitReasons.endpoint)
      count(account)
      count(ofEndpoint)
      running.set(account, atOnce + 1)
      return undefined
    },
    leave(account) {
      running.set(account, (running.get(account) ?? 1) - 1)
    },
  }
}

/** Whoever stays below the limits never meets them. */
export const noLimits: Limits = { enter: () => undefined, leave: () => {} }

function tooMany(reason: string): Answer {
  return failure(
    429,
    { code: 'rate_limit', message: rateLimited },
    { 'stripe-rate-limited-reason': reason },
  )
}
