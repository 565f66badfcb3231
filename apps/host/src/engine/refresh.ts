import { fault, faultOf, type Change, type Fault, type Key } from '@cartograph/core'
import { dueRefreshes, keyOfText, type DueRefresh } from '../store/index.ts'
import { commitChanges } from './commit.ts'
import { prepareChanges } from './prepare.ts'
import { settled } from '../connections/index.ts'
import type { StreamScene } from './stream-run.ts'
import { inTurn } from './turns.ts'

/** Asks the vendor for the records whose present state is in doubt. */
export async function refreshRecords(scene: StreamScene): Promise<void> {
  const { store, place, stream, clock } = scene
  if (stream.get === undefined) return
  const limit = stream.get.maxKeys
  const askSome = async () => {
    const now = clock.now()
    const due = await store.read((dialect, org) => dueRefreshes(dialect, org, place, now, limit))
    const keys = due.map(({ key }) => key)
    if (keys.length > 0) await ask(scene, keys, due)
    return keys.length > 0
  }
  while (await inTurn(store, place, askSome)) scene.signal.throwIfAborted()
}

/** Reads single records and commits what the vendor says of them; one that is gone is deleted. */
export async function askFor(scene: StreamScene, keys: readonly string[]): Promise<void> {
  await inTurn(scene.store, scene.place, () => ask(scene, keys, []))
}

async function ask(
  scene: StreamScene,
  keys: readonly string[],
  refreshed: readonly DueRefresh[],
): Promise<void> {
  const { stream, context, clock } = scene
  const get = stream.get
  if (get === undefined) return
  const from = clock.now() - (stream.staleMs ?? 0)
  const contractKeys = keys.map(keyOfText)
  const { connection, place, signal, waits } = scene
  const answers = await settled(
    get.read(context, contractKeys),
    `${connection.connectorName}: Reading single records of ${place.stream}`,
    { signal, stuckMs: waits.stuckMs },
  )
  const interval = { from, to: clock.now() }
  const changes = contractKeys.flatMap((key, index) =>
    changeOf(stream.deletes !== 'never', key, answers[index]),
  )
  const prepared = prepareChanges(scene, changes, interval)
  const commit = { observedTo: interval.to, refreshed }
  const status = await commitChanges(scene, prepared, commit)
  if (status !== 'committed')
    throw fault({
      kind: 'transient',
      scope: 'part',
      message: `The mappings of ${scene.place.stream} changed while single records were read.`,
    })
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
