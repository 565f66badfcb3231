import { commitPage, type PreparedRecord } from '../store/index.ts'
import type { StreamScene } from './stream-run.ts'

/** Deletes keys with the instant at which the generation began, never with "now": what came later is newer. */
export async function bury(scene: StreamScene, keys: readonly string[], at: number): Promise<void> {
  const { store, place, tally, clock } = scene
  const records = keys.map((key): PreparedRecord => ({
    key,
    kind: 'delete',
    version: null,
    from: at,
    to: at,
    hash: '',
    data: null,
    outputs: [],
    keepOutputs: false,
    groups: {},
    letters: [],
  }))
  const result = await store.write((dialect, org) =>
    commitPage(
      dialect,
      org,
      {
        place,
        generation: scene.generation,
        scope: '',
        mappingEpoch: scene.mappingEpoch,
        lane: scene.lane,
        listed: false,
        canGet: false,
        packageVersion: scene.connection.version,
        observedTo: at,
        records,
        nameless: [],
        refresh: [],
        refreshed: [],
      },
      clock.now(),
    ),
  )
  if (result.status !== 'committed') return
  tally.deleted += result.deleted
  tally.rows += result.rows
}
