import type { JsonObject } from '@cartograph/core'
import {
  commitRemap,
  noteRemapped,
  readOutdated,
  staleRecords,
  type StaleRecord,
} from '../store/index.ts'
import { mapRecord } from './prepare.ts'
import { recordFault } from './rows.ts'
import type { StreamScene } from './stream-run.ts'

const batch = 500

/** Maps the native records again that were mapped by older mappings; no vendor is asked. */
export async function remapStream(scene: StreamScene): Promise<void> {
  const { store, place, mappingEpoch } = scene
  const outdated = await store.read((dialect, org) =>
    readOutdated(dialect, org, place, mappingEpoch),
  )
  if (outdated === 'none') return
  await remapRecords(scene)
  const { times } = outdated
  if (times !== undefined)
    await store.write((dialect, org) => noteRemapped(dialect, org, place, times))
}

async function remapRecords(scene: StreamScene): Promise<void> {
  const { store, place, clock, mappingEpoch, tally } = scene
  let after = ''
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const stale = await store.read((dialect, org) =>
      staleRecords(dialect, org, place, mappingEpoch, cursor, batch),
    )
    const last = stale.at(-1)
    if (last === undefined) return
    after = last.key
    const remapped = stale.map((record) => Object.assign(mappedAgain(scene, record), { record }))
    tally.rows += await store.write((dialect, org) =>
      commitRemap(dialect, org, place, remapped, {
        epoch: mappingEpoch,
        lane: 'bulk',
        now: clock.now(),
      }),
    )
    scene.progress({})
  }
}

function mappedAgain(scene: StreamScene, record: StaleRecord): ReturnType<typeof mapRecord> {
  try {
    return mapRecord(scene, record.key, record.data, JSON.parse(record.data) as JsonObject)
  } catch (error) {
    const letter = {
      key: record.key,
      at: `${scene.place.connection}.${scene.place.stream}`,
      fault: recordFault(error),
      record: record.data,
      item: null,
    }
    return { outputs: [], keepOutputs: true, groups: record.groups, letters: [letter] }
  }
}
