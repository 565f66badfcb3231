import { endLease, keepLease, takeLease, type Rest } from '../store/index.ts'
import type { Host } from './host.ts'

/** Work that no other process does meanwhile. */
export interface Held {
  /** Aborts when the host stops, and when another process has taken the work over. */
  readonly signal: AbortSignal
  /** How often in a row it failed before. */
  readonly failures: number
}

const noRest: Rest = { forMs: 0, failures: 0 }

/**
 * Does work that one process at a time may do, and lets it rest afterwards where it says so.
 *
 * Gives back 'busy' where another process is at it; while it rests nothing is done. Who is taken for dead may still be alive, so
 * that what is written needs its own fences.
 */
export async function underLease(
  { store, signal, owner, waits }: Pick<Host, 'store' | 'signal' | 'owner' | 'waits'>,
  name: string,
  work: (held: Held) => Promise<Rest | undefined>,
): Promise<'busy' | undefined> {
  const { leaseMs } = waits
  const taken = await store.write((dialect, org) => takeLease(dialect, org, name, owner, leaseMs))
  if (taken.status !== 'taken') return taken.status === 'busy' ? 'busy' : undefined
  const { lease, failures } = taken
  const lost = new AbortController()
  let keptAt = performance.now()
  const keep = async () => {
    const isOurs = await store.write((dialect, org) => keepLease(dialect, org, lease, leaseMs))
    if (isOurs) keptAt = performance.now()
    else lost.abort()
  }
  const keeping = setInterval(() => {
    // A store that cannot be reached for so long may have given the work to another process.
    keep().catch(() => {
      if (performance.now() - keptAt > leaseMs) lost.abort()
    })
  }, leaseMs / 4)
  let rest = noRest
  try {
    rest = (await work({ signal: AbortSignal.any([signal, lost.signal]), failures })) ?? noRest
  } finally {
    clearInterval(keeping)
    await store.write((dialect, org) => endLease(dialect, org, lease, rest))
  }
  return undefined
}
