import { randomUUID } from 'node:crypto'
import { faultOf, type Fault, type Json, type Sink } from '@cartograph/core'
import {
  acknowledgeSession,
  addWork,
  clearWork,
  dropReplacement,
  moveConsumer,
  readReplacement,
  rebuildConsumer,
  sourcesOutside,
  writeReplacement,
} from '../store/index.ts'
import { takenOver } from './call.ts'
import { collectJoinValues } from './joins.ts'
import { writeRows } from './replace-rows.ts'
import type { DeliveryScene } from './scene.ts'

type ReplacingSink = NonNullable<Sink<unknown>['replacement']>

/**
 * Ends a replacement that an earlier run left behind.
 *
 * One that was told to become visible is told again, since nobody saw the answer; one that was still being written is
 * given up, since nothing of it was visible.
 */
export async function endLeftReplacement(scene: DeliveryScene): Promise<void> {
  const { store, delivery, sink } = scene
  const left = await store.read((dialect, org) => readReplacement(dialect, org, delivery.id))
  if (left === undefined || sink.replacement === undefined) return
  if (left.state === 'committing') {
    await makeVisible(scene, sink.replacement, left.id, left.session)
    return
  }
  if (left.state === 'writing')
    await sink.replacement.abort(scene.contextFor(scene.signal), left.session)
  await store.write((dialect, org) => dropReplacement(dialect, org, delivery.id))
}

/**
 * Writes everything that a sink should hold, and makes it visible at once.
 *
 * Where items wait for those of other sinks nothing becomes visible; whoever brings these has the delivery run again.
 *
 * @throws what the sink throws; nothing has become visible then.
 */
export async function replaceAll(
  scene: DeliveryScene,
  version: string,
): Promise<Fault | 'waits' | undefined> {
  const { store, delivery, sink, clock } = scene
  const { replacement } = sink
  if (replacement === undefined) return undefined
  const id = randomUUID()
  const head = await store.write(function* (dialect, org) {
    yield* writeReplacement(dialect, org, delivery.id, { id, state: 'begun', session: null })
    const consumer = yield* rebuildConsumer(dialect, org, delivery.id, version, clock.now())
    yield* clearWork(dialect, org, delivery.id)
    return consumer.live
  })
  await collectJoinValues(scene, version)
  const session = await replacement.begin(scene.contextFor(scene.signal))
  await store.write((dialect, org) =>
    writeReplacement(dialect, org, delivery.id, { id, state: 'writing', session }),
  )
  try {
    const found = await writeRows(scene, id, session, head)
    if (found === 'waits') {
      await replacement.abort(scene.contextFor(scene.signal), session)
      await store.write((dialect, org) => dropReplacement(dialect, org, delivery.id))
      return found
    }
    if (found !== undefined) throw found
  } catch (error) {
    await replacement.abort(scene.contextFor(AbortSignal.timeout(30_000)), session)
    await store.write((dialect, org) => dropReplacement(dialect, org, delivery.id))
    if (scene.signal.aborted) throw error
    return faultOf(error, scene.connection.connectorName)
  }
  await store.write((dialect, org) =>
    writeReplacement(dialect, org, delivery.id, { id, state: 'committing', session }),
  )
  await makeVisible(scene, replacement, id, session)
  return undefined
}

async function makeVisible(
  scene: DeliveryScene,
  replacement: ReplacingSink,
  id: string,
  session: Json,
): Promise<void> {
  const { store, delivery, fence, clock } = scene
  await replacement.commit(scene.contextFor(scene.signal), session)
  await store.write(function* (dialect, org) {
    // What the sink held before and the replacement did not contain is looked at once more.
    const outside = yield* sourcesOutside(dialect, org, delivery.id, id)
    yield* acknowledgeSession(dialect, org, delivery.id, id)
    yield* addWork(
      dialect,
      org,
      delivery.id,
      outside.map(({ entity, id: sourceId }) => ({
        entity,
        id: sourceId,
        seq: 0,
        lane: 'bulk' as const,
      })),
    )
    yield* dropReplacement(dialect, org, delivery.id)
    const moved = { backfill_id: null }
    const isOurs = yield* moveConsumer(dialect, org, delivery.id, fence, moved, clock.now())
    // Whoever took it over makes it visible once more, and may have begun another replacement.
    if (!isOurs) throw takenOver(scene)
  })
}
