import { randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import type { Alone } from '../queue/index.ts'
import { endRest, isPostgres } from '../store/index.ts'
import { underLease } from './held.ts'
import { defaultHostWaits, type Host, type HostWaits } from './host.ts'

/**
 * For commands that do by hand what hosts of the same store do by themselves: those leave it alone meanwhile.
 *
 * Undefined where the store is a file, which has no other process that writes.
 */
export function byHand(
  { configuration, store }: Installation,
  signal: AbortSignal,
  given: Partial<HostWaits> = {},
): Alone | undefined {
  if (!isPostgres(configuration.store)) return undefined
  return aloneFor({ store, signal, waits: { ...defaultHostWaits, ...given } })
}

/** For what a person asks of a serving host: the host itself and all others leave it alone meanwhile, and a rest that it was in ends. */
export function aloneOnDemand({ store, signal, waits }: Pick<Host, 'store' | 'signal' | 'waits'>) {
  const alone = aloneFor({ store, signal, waits })
  const rested: Alone = async (name, work) => {
    await store.write((dialect, org) => endRest(dialect, org, name))
    return alone(name, work)
  }
  return rested
}

function aloneFor({ store, signal, waits }: Pick<Host, 'store' | 'signal' | 'waits'>): Alone {
  const owner = randomUUID()
  return async (name, work) => {
    const done: Awaited<ReturnType<typeof work>>[] = []
    await underLease({ store, signal, owner, waits }, name, async (held) => {
      done.push(await work(held.signal))
      return undefined
    })
    if (done.length > 0) return done[0] as Awaited<ReturnType<typeof work>>
    throw fault({
      kind: 'transient',
      message: `Another process is at the ${name} now.`,
      hint: 'Run the command again when that has ended. Serving hosts and workers read and deliver by themselves; POST /api/connections/ID/sync asks them to read now.',
    })
  }
}
