import type { Store } from '../store/index.ts'
import type { Meter } from '../telemetry/index.ts'

export interface WatchedStore {
  readonly store: Store
  /** Calls after each transaction that may have changed something. */
  whenWritten(listener: () => void): void
}

/** The same store, with a word after each transaction, and how long it took. */
export function watchedStore(store: Store, meter: Meter): WatchedStore {
  const listeners: (() => void)[] = []
  return {
    store: {
      ...store,
      write: async (work, turn) => {
        const beganAt = performance.now()
        const result = await store.write(work, turn)
        const seconds = (performance.now() - beganAt) / 1000
        meter.observe('cartograph_store_commit_seconds', {}, seconds)
        for (const listener of listeners) listener()
        return result
      },
    },
    whenWritten: (listener) => {
      listeners.push(listener)
    },
  }
}
