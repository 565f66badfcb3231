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
  /** Settles when nobody looks. */
  idle(): Promise<void>
}

/** Does what there is to do for a key. 'busy': another process has it in hand, so it is to be looked at again later. */
export type Look = (key: string) => Promise<'busy' | undefined>

export interface WakeOptions {
  /** Once it aborts, nobody is woken any more; who looks sees it himself. */
  readonly signal: AbortSignal
  /** Told of a look that failed. */
  readonly onFailure: (kind: string, key: string, error: unknown) => void
  /** How long a key that another process has in hand is left alone. Default one second. */
  readonly busyMs?: number
}

/** Wakes within this process: each key is looked at by one at a time, different keys at the same time. */
export function localWakes({ signal, onFailure, busyMs = 1000 }: WakeOptions): Wakes {
  const looks = new Map<string, Look>()
  const looking = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const lookAt = async (look: Look, kind: string, key: string) => {
    const result = await look(key)
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
    looking.set(name, done)
  }
  return {
    handle: (kind, look) => {
      looks.set(kind, look)
    },
    begin: async () => {},
    wake,
    idle: async () => {
      while (looking.size > 0) await Promise.all(looking.values())
    },
  }
}
