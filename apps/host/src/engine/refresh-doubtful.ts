import { dueRefreshes } from '../store/index.ts'
import { mapGroups } from './groups.ts'
import type { RecordScenes } from './entries.ts'
import { enabledStreams, type ConnectionScene } from './connection-scene.ts'
import { refreshRecords } from './refresh.ts'
import { openScopes } from './scene.ts'

/**
 * Asks for the records that webhooks, or rows of other streams, made doubtful, and maps the groups of the streams named.
 *
 * @throws what a vendor's refusal throws: the wishes stay, for the next time.
 */
export async function refreshDoubtful(
  scene: ConnectionScene,
  written: ReadonlySet<string>,
  scenes: RecordScenes,
): Promise<void> {
  const { store, connection, clock, parts } = scene
  for (const stream of enabledStreams(scene)) {
    const place = { connection: connection.id, stream }
    const due = await store.read((dialect, org) =>
      dueRefreshes(dialect, org, place, clock.now(), 1),
    )
    const asks = due.length > 0 && parts.streams?.[stream]?.get !== undefined
    if (!asks && !written.has(stream)) continue
    const own = await scenes.of(stream)
    if (asks) await refreshRecords(own)
    if (own.mappings.grouped.length > 0) await mapGroups(own, await openScopes(own))
  }
}
