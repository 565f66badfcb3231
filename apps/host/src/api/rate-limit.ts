/** How many calls are let through: so many at once, and so many a second in the long run. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

/** Lets calls through, or says how many seconds to wait. */
export type Limiter = (key: string, now: number) => number | undefined

/** Where more call, those are forgotten who have all their calls left. */
const mostBuckets = 10_000

export function rateLimiter({ burst, perSecond }: RateLimit): Limiter {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>()
  /** Whoever has not called for so long that nothing is left to remember. */
  const forgetFull = (now: number) => {
    const fullMs = (burst / perSecond) * 1000
    for (const [key, { at }] of buckets) if (now - at >= fullMs) buckets.delete(key)
  }
  return (key, now) => {
    const known = buckets.get(key) ?? { tokens: burst, at: now }
    const passed = Math.max(0, now - known.at) / 1000
    const tokens = Math.min(burst, known.tokens + passed * perSecond)
    const isAllowed = tokens >= 1
    if (buckets.size >= mostBuckets && !buckets.has(key)) forgetFull(now)
    buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now })
    return isAllowed ? undefined : Math.ceil((1 - tokens) / perSecond)
  }
}
