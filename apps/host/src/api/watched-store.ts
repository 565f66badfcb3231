import type { Store } from '../store/index.ts'

export interface WatchedStore {
  readonly store: Store
  /** Calls after each transaction that may have changed something. */
  whenWritten(listener: () => void): void
}

/** The same store, with a word after each transaction. */
export function watchedStore(store: Store): WatchedStore {
  const listeners: (() => void)[] = []
  return {
    store: {
      ...store,
      write: async (work) => {
        const result = await store.write(work)
        for (const listener of listeners) listener()
        return result
      },
    },
    whenWritten: (listener) => {
      listeners.push(listener)
    },
  }
}
