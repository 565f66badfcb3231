import { faultOf, type Fault, type Outcome } from '@cartograph/core'
import { addWork, entriesInState, type LedgerEntry } from '../store/index.ts'
import { callWithTimeout, checkArity, stoppingFault } from './call.ts'
import { holdDelivery, settledEntry, writeSettled } from './outcomes.ts'
import { referencesFor } from './references.ts'
import { defaultLandMs, defaultTimeoutMs, unreachableMs, type DeliveryScene } from './scene.ts'
import { sinkItem } from './sink-item.ts'

const batch = 500

/**
 * Settles what was sent and never answered, as the sink's author declared; until its quiet time is over an item waits.
 *
 * Gives back when the next one can be settled, if some still wait.
 */
export async function settleUnknown(
  scene: DeliveryScene,
): Promise<{ readonly nextAt: number | undefined; readonly fault: Fault | undefined }> {
  const { store, delivery, place, clock } = scene
  for (;;) {
    const sent = await store.read((dialect, org) =>
      entriesInState(dialect, org, place, delivery.id, 'sent', 100_000),
    )
    const quiet = sent.map((entry) => ({ entry, until: quietUntil(scene, entry) }))
    const due = quiet.filter(({ until }) => until <= clock.now()).map(({ entry }) => entry)
    if (due.length === 0) {
      const waiting = quiet.map(({ until }) => until)
      return { nextAt: waiting.length === 0 ? undefined : Math.min(...waiting), fault: undefined }
    }
    for (let at = 0; at < due.length; at += batch) {
      const found = await settleBatch(scene, due.slice(at, at + batch))
      if (found !== undefined) return { nextAt: undefined, fault: found }
    }
  }
}

/**
 * Until when nobody may send the key.
 *
 * A process that is gone makes no further pause; where the effect ends with the call, it has ended with the process too. Where
 * processes share the store, one that lost its lease may only sleep, with its request still to be sent: nothing but time, or a
 * receiver that takes each key once, makes that harmless.
 */
export function quietUntil(
  {
    owner,
    sink,
    store,
    waits,
  }: Pick<DeliveryScene, 'owner' | 'waits'> & {
    readonly sink: Pick<DeliveryScene['sink'], 'timeoutMs' | 'landMs' | 'onUnknown'>
    readonly store: Pick<DeliveryScene['store'], 'isShared'>
  },
  entry: Pick<LedgerEntry, 'owner' | 'quiet_until' | 'sent_at'>,
): number {
  if (entry.owner === owner) return entry.quiet_until
  const isHarmless = sink.landMs === 0 && sink.onUnknown === 'repeatWithKey'
  if (store.isShared && !isHarmless) return entry.quiet_until
  if (sink.landMs === 0) return 0
  const quiet = (sink.timeoutMs ?? defaultTimeoutMs) + (sink.landMs ?? defaultLandMs)
  return Math.min(entry.quiet_until, entry.sent_at + quiet * waits.scale)
}

async function settleBatch(
  scene: DeliveryScene,
  entries: readonly LedgerEntry[],
): Promise<Fault | undefined> {
  const { sink } = scene
  const { onUnknown } = sink
  if (onUnknown === 'repeat' || onUnknown === 'double') {
    await write(
      scene,
      entries.map((entry) => ({ ...entry, state: 'open' })),
    )
    return undefined
  }
  if (onUnknown === 'lose') {
    scene.tally.notes.add(
      `${entries.length} items whose outcome nobody saw are taken as delivered, as the connector declares.`,
    )
    await write(
      scene,
      entries.map((entry, index) =>
        settledEntry(scene, entry, { status: 'ok' }, { attempts: 0, index }),
      ),
    )
    return undefined
  }
  const references = await referencesFor(scene, entries)
  const items = entries.map((entry, index) => sinkItem(entry, references[index] ?? {}))
  try {
    const answer =
      onUnknown === 'repeatWithKey'
        ? checkArity(
            scene,
            await callWithTimeout(scene, (signal) => sink.write(scene.contextFor(signal), items)),
            items.length,
          )
        : {
            outcomes: await onUnknown.resolve(scene.contextFor(scene.signal), items),
            fault: undefined,
          }
    await write(
      scene,
      entries.map((entry, index) => outcomeEntry(scene, entry, answer.outcomes[index], index)),
    )
    return answer.fault ?? answer.outcomes.flatMap((outcome) => stoppingFault(outcome) ?? [])[0]
  } catch (error) {
    return faultOf(error, scene.connection.connectorName)
  }
}

function outcomeEntry(
  scene: DeliveryScene,
  entry: LedgerEntry,
  outcome: Outcome | undefined,
  index: number,
): LedgerEntry {
  const { clock, owner, sink, waits } = scene
  const at = { attempts: 0, index }
  const isRepeat = sink.onUnknown === 'repeatWithKey'
  // A repeat that did nothing says nothing of the first attempt, which may still land: the next one goes under the same key too.
  const isTold =
    outcome !== undefined &&
    stoppingFault(outcome) === undefined &&
    !(isRepeat && outcome.status === 'untouched')
  const settled = settledEntry(scene, entry, isTold ? outcome : { status: 'unknown' }, at)
  if (settled.state !== 'sent') return settled
  const waitMs =
    outcome?.status === 'untouched' ? (outcome.afterMs ?? unreachableMs) : waits.longestRetryMs
  return { ...settled, owner, quiet_until: clock.now() + waitMs * waits.scale }
}

/** Writes the entries and puts their sources before the delivery again, where the ledger decides what is left to do. */
async function write(scene: DeliveryScene, entries: readonly LedgerEntry[]): Promise<void> {
  const { store, delivery } = scene
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    yield* writeSettled(dialect, org, scene, entries)
    yield* addWork(
      dialect,
      org,
      delivery.id,
      entries.map(({ entity, id, sent_seq: seq }) => ({ entity, id, seq, lane: 'live' as const })),
    )
  })
}
