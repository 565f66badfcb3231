import type { Fault } from '@cartograph/core'
import { sleep } from '../queue/index.ts'
import {
  contentHash,
  countWork,
  moveConsumer,
  readHead,
  rebuildConsumer,
  releaseDeletes,
  releaseOptional,
  releaseSlipped,
} from '../store/index.ts'
import { takenOver } from './call.ts'
import { deliverSome } from './deliver.ts'
import { fanOut } from './fan-out.ts'
import { areConsentsKept } from './follow-consents.ts'
import { collectJoinValues } from './joins.ts'
import { segmentsText } from './in-segment.ts'
import { isUpToDate } from './neighbours.ts'
import type { OpenScene } from './open-scene.ts'
import { pollPending } from './poll.ts'
import { endLeftReplacement, replaceAll } from './replace.ts'
import type { DeliveryScene } from './scene.ts'
import { settleUnknown } from './unknown.ts'

/** Sends what changed, and waits a while for what was put off. */
export async function bringUpToDate(
  scene: OpenScene,
  longestWaitMs: number,
): Promise<Fault | undefined> {
  const { store, delivery, sink, mapping, shape } = scene
  const settings = JSON.stringify(delivery.settings)
  const { from, connection: to, sink: name } = delivery
  // Another answer to "nobody knows" is asked of everything that was withheld.
  const consent = delivery.consent === undefined ? '' : ` ${delivery.consent}`
  const segment = segmentsText(delivery)
  const version = contentHash(
    `${mapping.version} ${shape} ${settings} ${from} ${to} ${name}${consent}${segment}`,
  )
  // Whoever said something meanwhile has rows put into work, and whoever was erased is forgotten.
  if (await areConsentsKept(store)) await scene.consents.learn()
  await endLeftReplacement(scene)
  const isNew = scene.isNew || scene.consumer.version !== version
  if (isNew || (delivery.replace && (await hasChanges(scene)))) {
    if (sink.replacement !== undefined) {
      const unsettled = await settleUnknown(scene)
      const found = unsettled.fault ?? (await replaceAll(scene, version))
      if (found !== undefined) {
        // The next run must begin anew, whatever version this one was to be.
        await store.write((dialect, org) =>
          rebuildConsumer(dialect, org, delivery.id, '', scene.clock.now()),
        )
        return found === 'waits' ? undefined : found
      }
    } else await walkAgain(scene, version)
  }
  await collectJoinValues(scene, version)
  await sweep(scene)
  const found = await drain(scene, longestWaitMs)
  return found ?? ((await releaseRest(scene)) ? drain(scene, longestWaitMs) : undefined)
}

/** Has all rows looked at once more. What has changed and was not read yet is still news: some sinks take nothing else. */
async function walkAgain(scene: OpenScene, version: string): Promise<void> {
  const { store, delivery, fence, clock } = scene
  await store.write(function* (dialect, org) {
    const { seq } = yield* readHead(dialect, org)
    const anew = { bulk: seq, backfill_id: '', joined: '', version }
    if (!(yield* moveConsumer(dialect, org, delivery.id, fence, anew, clock.now())))
      throw takenOver(scene)
  })
}

/** Looks again at what waits for other items, in case what it waits for happened and nobody said so. */
async function sweep({ store, place, delivery }: DeliveryScene): Promise<void> {
  await store.write(function* (dialect, org) {
    yield* releaseSlipped(dialect, org, place, delivery.id)
    yield* releaseDeletes(dialect, org, delivery.id)
  })
}

/**
 * Tells those who would like to refer to an item of this sink, and can go without, that nothing more comes for now.
 *
 * Gives back whether this delivery is one of them.
 */
async function releaseRest(scene: DeliveryScene): Promise<boolean> {
  const { store, place, delivery, released } = scene
  const waiters = await store.write(function* (dialect, org) {
    const isDone = yield* isUpToDate(dialect, org, delivery.id, delivery.from)
    return isDone ? yield* releaseOptional(dialect, org, place) : []
  })
  for (const id of waiters) if (id !== delivery.id) released.add(id)
  return waiters.includes(delivery.id)
}

async function hasChanges(scene: DeliveryScene): Promise<boolean> {
  let moved = true
  while (moved) moved = await fanOut(scene)
  const work = await scene.store.read((dialect, org) => countWork(dialect, org, scene.delivery.id))
  return work.count > 0
}

/** Takes work and does it, waits a little for what was put off, and ends when nothing can be done now. */
async function drain(scene: DeliveryScene, longestWaitMs: number): Promise<Fault | undefined> {
  const { store, delivery, clock, signal, tally } = scene
  const until = clock.now() + longestWaitMs
  for (;;) {
    signal.throwIfAborted()
    const unknown = await settleUnknown(scene)
    if (unknown.fault !== undefined) return unknown.fault
    const polled = await pollPending(scene)
    if (polled !== undefined) return polled
    const taken = await fanOut(scene)
    const { worked, fault: found } = await deliverSome(scene)
    if (found !== undefined) return found
    if (taken || worked) continue
    const work = await store.read((dialect, org) => countWork(dialect, org, delivery.id))
    // What only another delivery can settle is not waited for: that one may have its turn after this.
    if (work.count > 0 && work.count === tally.elsewhere.size) return undefined
    const nextAt = work.count > 0 ? work.nextAt : unknown.nextAt
    if (nextAt === undefined || nextAt > until) return undefined
    await sleep(Math.max(1, nextAt - clock.now()), signal)
  }
}
