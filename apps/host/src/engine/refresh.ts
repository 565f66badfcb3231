import { faultOf, type Change, type Fault, type Key } from '@cartograph/core'
import { commitPage, dueRefreshes, keyOfText } from '../store/index.ts'
import { prepareChanges } from './prepare.ts'
import type { StreamScene } from './stream-run.ts'

/** Asks the vendor for the records whose present state is in doubt. */
export async function refreshRecords(scene: StreamScene): Promise<void> {
  const { store, place, stream, clock } = scene
  if (stream.get === undefined) return
  const limit = stream.get.maxKeys
  for (;;) {
    const now = clock.now()
    const keys = await store.read((dialect, org) => dueRefreshes(dialect, org, place, now, limit))
    if (keys.length === 0) return
    await askFor(scene, keys)
  }
}

/** Reads single records and commits what the vendor says of them; one that is gone is deleted. */
export async function askFor(scene: StreamScene, keys: readonly string[]): Promise<void> {
  const { store, place, stream, context, clock, tally } = scene
  const get = stream.get
  if (get === undefined) return
  const from = clock.now() - (stream.staleMs ?? 0)
  const contractKeys = keys.map(keyOfText)
  const answers = await get.read(context, contractKeys)
  const interval = { from, to: clock.now() }
  const changes = contractKeys.flatMap((key, index) =>
    changeOf(stream.deletes !== 'never', key, answers[index]),
  )
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
        canGet: true,
        packageVersion: scene.connection.version,
        observedTo: interval.to,
        ...prepareChanges(scene, changes, interval),
        refreshed: keys,
      },
      clock.now(),
    ),
  )
  if (result.status !== 'committed') return
  tally.written += result.written
  tally.deleted += result.deleted
  tally.rejected += result.rejected
  tally.rows += result.rows
}

function changeOf(
  deletes: boolean,
  key: Key,
  answer: object | Fault | null | undefined,
): readonly Change[] {
  if (answer === null) return deletes ? [{ op: 'delete', key }] : []
  if (answer === undefined)
    return [
      {
        op: 'reject',
        key,
        at: 'get',
        fault: faultOf(new Error('The connector gave fewer answers than it was asked for.')),
      },
    ]
  if ('$fault' in answer) return [{ op: 'reject', key, at: 'get', fault: faultOf(answer) }]
  return [{ op: 'upsert', row: answer }]
}
