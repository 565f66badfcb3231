import type { PreparedRecord } from '../store/index.ts'
import { commitChanges } from './commit.ts'
import type { StreamScene } from './stream-run.ts'

/**
 * Deletes keys with the instant at which the generation began, never with "now": what came later is newer.
 *
 * A record of which something was told around that instant may have been made anew since: it is asked for, or is left to
 * the next generation.
 */
export async function bury(scene: StreamScene, keys: readonly string[], at: number): Promise<void> {
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
    affects: [],
  }))
  const prepared = { records, nameless: [], refresh: [] }
  const indistinct = scene.stream.get === undefined ? 'leave' : 'ask'
  await commitChanges(scene, prepared, { observedTo: at, indistinct })
}
