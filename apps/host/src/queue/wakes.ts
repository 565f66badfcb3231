import { detached } from '../telemetry/index.ts'

/**
 * Tells that there may be something to do for a key, such as a connection that is to be read.
 *
 * A wake carries nothing: what is to be done stands in the store, and whoever is woken looks there. So a wake that is lost
 * or comes twice costs time and nothing else.
 */
export interface Wakes {
  /** Says who looks at the keys of a kind. To be called once a kind, before `begin`. */
  handle(kind: string, look: Look): void
  /** From now on somebody looks. */
  begin(): Promise<void>
  /** Somebody looks soon; where somebody looks already, once more afterwards. Never throws. */
  wake(kind: string, key: string): void
  /** How many keys of a kind are looked at here now, and how many wait for a place. */
  depth(kind: string): { readonly looking: number; readonly waiting: number }
  /** Settles when nobody looks here. */
  idle(): Promise<void>
  /** To be called after the signal, once nobody looks. */
  close(): Promise<void>
}

/** Does what there is to do for a key. 'busy': another process has it in hand, so it is to be looked at again later. */
export type Look = (key: string) => Promise<'busy' | undefined>

export interface WakeOptions {
  /** Once it aborts, nobody is woken any more; who looks sees it himself. */
  readonly signal: AbortSignal
  /** Told of a look that failed. */
  readonly onFailure: (kind: string, key: string, error: unknown) => void
  /** How long a key that another process has in hand is left alone. Default one second. */
  readonly busyMs?: number | undefined
  /** How often other processes' notices are asked for that nobody was told of, half a second at least. Default two. */
  readonly pollMs?: number | undefined
}

/** Wakes within this process: each key is looked at by one at a time, different keys at the same time. */
export function localWakes({ signal, onFailure, busyMs = 1000 }: WakeOptions): Wakes {
  const looks = new Map<string, Look>()
  const looking = new Map<string, { readonly kind: string; readonly done: Promise<void> }>()
  const again = new Set<string>()
  const lookAt = async (look: Look, kind: string, key: string) => {
    // What is done belongs to nobody who happened to wake.
    const result = await detached(() => look(key))
    if (result === 'busy') setTimeout(() => wake(kind, key), busyMs).unref()
  }
  const wake = (kind: string, key: string) => {
    const look = looks.get(kind)
    if (look === undefined || signal.aborted) return
    const name = JSON.stringify([kind, key])
    if (looking.has(name)) {
      again.add(name)
      return
    }
    const done = lookAt(look, kind, key)
      .catch((error: unknown) => onFailure(kind, key, error))
      .finally(() => {
        looking.delete(name)
        if (again.delete(name)) wake(kind, key)
      })
    looking.set(name, { kind, done })
  }
  return {
    handle: (kind, look) => {
      looks.set(kind, look)
    },
    begin: async () => {},
    wake,
    idle: async () => {
      while (looking.size > 0) await Promise.all([...looking.values()].map(({ done }) => done))
    },
    depth: (kind) => ({
      looking: [...looking.values()].filter((look) => look.kind === kind).length,
      waiting: 0,
    }),
    close: async () => {},
  }
}
