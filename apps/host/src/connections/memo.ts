import type { Json } from '@cartograph/core'

export type Memo = <T extends Json>(
  key: string,
  freshMs: number,
  load: () => Promise<T>,
) => Promise<T>

interface Kept {
  readonly until: number
  readonly value: Promise<Json>
  readonly isLoading: boolean
}

/** Remembers small facts for a while; who asks while one is being loaded waits for that load. */
export function memoOf(now: () => number): Memo {
  const kept = new Map<string, Kept>()
  return async (key, freshMs, load) => {
    const begin = () => {
      const value = load()
      const loading = { until: Number.POSITIVE_INFINITY, value, isLoading: true }
      kept.set(key, loading)
      const settle = (until: number | undefined) => {
        if (kept.get(key) !== loading) return
        if (until === undefined) kept.delete(key)
        else kept.set(key, { until, value, isLoading: false })
      }
      value.then(
        () => settle(now() + freshMs),
        () => settle(undefined),
      )
      return value
    }
    const found = kept.get(key)
    if (found === undefined || found.until <= now()) return begin()
    const value = found.value as ReturnType<typeof load>
    // The load of another may have ended with another's run; that says nothing about ours.
    return found.isLoading ? value.catch(begin) : value
  }
}
