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

export interface Memory {
  /** Who asks while a fact is being loaded waits for that load. */
  readonly memo: Memo
  /** Never waits for the load of another, which may wait for the very place that the asker holds. */
  readonly within: Memo
}

/** More facts than that are not kept. */
const mostKept = 10_000

/** Remembers small facts for a while. */
export function memoryOf(now: () => number): Memory {
  const kept = new Map<string, Kept>()
  /** Forgets what is no longer fresh, and then the oldest half. */
  const makeRoom = () => {
    for (const [key, fact] of kept) if (fact.until <= now()) kept.delete(key)
    for (const [key, { isLoading }] of kept) {
      if (kept.size <= mostKept / 2) return
      if (!isLoading) kept.delete(key)
    }
  }
  const memory =
    (waits: boolean): Memo =>
    async (key, freshMs, load) => {
      const begin = () => {
        const value = load()
        if (kept.size >= mostKept) makeRoom()
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
      if (!found.isLoading) return value
      // The load of another may have ended with another's run; that says nothing about ours.
      return waits ? value.catch(begin) : begin()
    }
  return { memo: memory(true), within: memory(false) }
}
