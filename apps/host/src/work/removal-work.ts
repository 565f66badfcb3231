import { setImmediate } from 'node:timers/promises'
import { audit } from '../access/index.ts'
import { endRemoval, listRemovals, removeSome, type Removal } from '../store/index.ts'
import { underLease } from './held.ts'
import type { Host } from './host.ts'

/** Deletes what connections left that were taken away with their data. */
export interface RemovalWork {
  wake(): void
}

const kind = 'removals'
const rowsAtOnce = 500
/** Another process may read for so long before it notices that a connection is no more. */
const settledMs = 60_000

/** Step by step, so that nobody waits long for the store; where a process dies, the next one goes on. */
export function removalWork(host: Host): RemovalWork {
  const { store, wakes, now } = host
  const remove = async ({ connection, askedAt }: Removal, signal: AbortSignal) => {
    let count = 1
    while (count > 0 && !signal.aborted) {
      count = await store.write((dialect, org) =>
        removeSome(dialect, org, connection, { limit: rowsAtOnce, now: now() }),
      )
      await setImmediate()
    }
    if (count > 0 || (store.isShared && now() - askedAt < settledMs)) return
    await store.write(function* (dialect, org) {
      yield* endRemoval(dialect, org, connection, now())
      yield* audit(dialect, org, {
        at: now(),
        actor: { kind: 'host' },
        action: 'connection.purge',
        target: connection,
      })
    })
    host.log({ level: 'info', message: `What the connection ${connection} left is deleted.` })
  }
  wakes.handle(kind, () =>
    underLease(host, kind, async ({ signal }) => {
      const all = await store.read(listRemovals)
      for (const removal of all) if (removal.doneAt === null) await remove(removal, signal)
      return undefined
    }),
  )
  return { wake: () => wakes.wake(kind, kind) }
}
