/**
 * How many requests may be under way at once: found by trying, since hardly a vendor says so.
 *
 * It grows by one for each full round of good and quick answers, and halves when the vendor is overloaded. Pure.
 */
export interface Concurrency {
  readonly limit: number
  readonly ceiling: number
  /** Good answers since the limit last changed. */
  readonly good: number
  /** The quickest answer, forgotten slowly. */
  readonly quickestMs: number | undefined
  readonly smoothedMs: number | undefined
  readonly halvedAt: number
}

export interface TimedAnswer {
  readonly startedAt: number
  readonly endedAt: number
  readonly isGood: boolean
  /** 429, 503, no answer in time. */
  readonly isOverloaded: boolean
  /** Every place was taken while it was under way. */
  readonly wasFull: boolean
}

export function newConcurrency(start: number, ceiling: number): Concurrency {
  return {
    limit: Math.min(start, ceiling),
    ceiling,
    good: 0,
    quickestMs: undefined,
    smoothedMs: undefined,
    halvedAt: Number.NEGATIVE_INFINITY,
  }
}

/** Slower than that beside the quickest answer, and more at once would only wait at the vendor. */
const slowdown = 2.5

export function learnConcurrency(before: Concurrency, answer: TimedAnswer): Concurrency {
  if (answer.isOverloaded) {
    // One overload makes many requests fail; those that began before the last cut say nothing new.
    if (answer.startedAt < before.halvedAt) return before
    const limit = Math.max(1, Math.floor(before.limit / 2))
    return { ...before, limit, good: 0, halvedAt: answer.endedAt }
  }
  if (!answer.isGood) return before
  const tookMs = answer.endedAt - answer.startedAt
  const quickestMs = Math.min(tookMs, (before.quickestMs ?? tookMs) * 1.01 + 0.1)
  const smoothedMs = (before.smoothedMs ?? tookMs) * 0.8 + tookMs * 0.2
  const learnt = { ...before, quickestMs, smoothedMs }
  // What is never full proves nothing about more.
  if (!answer.wasFull || smoothedMs > quickestMs * slowdown) return learnt
  const good = before.good + 1
  if (good < before.limit || before.limit >= before.ceiling) return { ...learnt, good }
  return { ...learnt, limit: before.limit + 1, good: 0 }
}
