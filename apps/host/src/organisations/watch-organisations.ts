import { faultOf } from '@cartograph/core'
import type { Store } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import type { Book } from './book.ts'
import type { Opened } from './slot.ts'

export interface Watching {
  begin(): void
  idle(): Promise<void>
}

const usualPollMs = 2000

/** Notices organisations and configurations that another process changed, where other processes share the store. */
export function watchOrganisations<Host extends Opened>(
  book: Book<Host>,
  {
    store,
    signal,
    log,
    pollMs = usualPollMs,
  }: {
    readonly store: Store
    readonly signal: AbortSignal
    readonly log: Log
    readonly pollMs?: number
  },
): Watching {
  let looking: Promise<void> | undefined
  const look = () => {
    if (looking !== undefined || signal.aborted) return
    looking = book
      .look()
      .catch((error: unknown) => log({ level: 'error', message: faultOf(error).message }))
      .finally(() => {
        looking = undefined
      })
  }
  return {
    begin: () => {
      if (!store.isShared || signal.aborted) return
      const timer = setInterval(look, pollMs)
      signal.addEventListener('abort', () => clearInterval(timer), { once: true })
    },
    idle: async () => {
      await looking
    },
  }
}
