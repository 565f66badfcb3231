import { randomUUID } from 'node:crypto'
import type { ConnectionScene } from '../engine/index.ts'
import { listStreams, openSyncRuns, queueSyncRun } from '../store/index.ts'
import type { Host } from './host.ts'

/** Sees to it that a connection that is to be kept current is read for the first time. */
export async function queueFirstRun(
  host: Host,
  { connection, parts }: ConnectionScene,
): Promise<void> {
  const { store, clock } = host
  const isKeptCurrent = connection.schedule !== undefined || parts.webhook !== undefined
  if (!isKeptCurrent || Object.keys(parts.streams ?? {}).length === 0) return
  await store.write(function* (dialect, org) {
    const read = yield* listStreams(dialect, org)
    const open = yield* openSyncRuns(dialect, org, connection.id)
    if (open.length > 0 || read.some((place) => place.connection === connection.id)) return
    const now = clock.now()
    const run = { id: randomUUID(), connection: connection.id, streams: undefined, full: false }
    const wish = { ...run, cause: 'first', attempt: 0, notBefore: now } as const
    yield* queueSyncRun(dialect, org, wish, now)
  })
}
