import { randomUUID } from 'node:crypto'
import type { Fault, JsonObject, Outcome, SinkItem } from '@cartograph/core'
import {
  serialsUnderWay,
  unhindered,
  writeEntries,
  writeReferences,
  type ItemName,
  type LedgerEntry,
} from '../store/index.ts'
import { callWithTimeout, checkArity, stoppingFault, type Answer } from './call.ts'
import type { Action } from './decide.ts'
import { holdDelivery, settledEntry, writeSettled } from './outcomes.ts'
import { defaultLandMs, defaultTimeoutMs, unreachableMs, type DeliveryScene } from './scene.ts'
import { batchSpan, outcomeSpan } from './delivery-spans.ts'
import { causeOf, sinkItem } from './sink-item.ts'

/** An action whose references are there: their remote ids, and which items they are. */
export interface ReadyAction {
  readonly action: Action
  readonly references: SinkItem['references']
  readonly targets: readonly ItemName[]
}

/** A send that is about to happen: the ledger's entry with its intent, and the item for the sink. */
export interface Intent extends ReadyAction {
  readonly entry: LedgerEntry
  readonly item: SinkItem<JsonObject>
}

export interface SendResult {
  readonly intent: Intent
  readonly outcome: Outcome
}

/** An action whose series is under way, by which delivery. */
export interface WaitingAction extends ReadyAction {
  readonly of: string
}

export interface Sent {
  readonly results: readonly SendResult[]
  /** Others of their series are under way: nothing was sent. */
  readonly waiting: readonly WaitingAction[]
  readonly fault: Fault | undefined
}

/** Between the intent and the request there must not be more: a paused process may wake up when others have taken over. */
const intentAgeMs = 1000

/**
 * Sends one batch: writes down what is intended, calls the sink, writes down what came of it.
 *
 * Whatever is thrown once the call began, and a wrong number of outcomes, leaves every outcome unknown, unless no request
 * with an effect went out.
 */
export async function sendBatch(
  scene: DeliveryScene,
  batch: readonly ReadyAction[],
): Promise<Sent> {
  const { intents, waiting } = await writeIntents(
    scene,
    batch.map((ready) => intend(scene, ready)),
  )
  if (intents.length === 0) return { results: [], waiting, fault: undefined }
  const { outcomes, fault: found } = await batchSpan(scene, intents.length, () =>
    callSink(scene, intents),
  )
  const stopping = outcomes.flatMap((outcome) => stoppingFault(outcome) ?? [])[0]
  const results = intents.map((intent, index) => ({
    intent,
    outcome: keptBack(outcomes[index]) ?? { status: 'unknown' as const },
  }))
  await outcomeSpan(
    results.map(({ outcome }) => outcome.status),
    () => writeOutcomes(scene, results),
  )
  return { results, waiting, fault: found ?? stopping }
}

/** What was refused for a reason that is not the item's own was not done. */
function keptBack(outcome: Outcome | undefined): Outcome | undefined {
  return stoppingFault(outcome) === undefined ? outcome : { status: 'untouched' }
}

function intend(scene: DeliveryScene, ready: ReadyAction): Intent {
  const entry = intendedEntry(scene, ready.action)
  return { ...ready, entry, item: sinkItem(entry, ready.references) }
}

/** What is to be sent, as the ledger keeps it before the first byte. */
export function intendedEntry(scene: DeliveryScene, action: Action): LedgerEntry {
  const { sink, clock, waits } = scene
  const now = clock.now()
  const { entry: before } = action
  const quiet = (sink.timeoutMs ?? defaultTimeoutMs) + (sink.landMs ?? defaultLandMs)
  const written = action.kind === 'write' ? action.item : undefined
  return {
    ...unhindered,
    item_key: action.kind === 'write' ? action.item.key : action.entry.item_key,
    delivery: scene.delivery.id,
    entity: action.due.entity,
    id: action.due.id,
    state: 'sent',
    fence: scene.fence,
    op: action.kind,
    sent_hash: written?.hash ?? null,
    payload: written?.payload ?? before?.payload ?? null,
    sent_seq: action.due.seq,
    idempotency_key: randomUUID(),
    sent_at: now,
    owner: scene.owner,
    quiet_until: now + (quiet + waits.pauseMs) * waits.scale,
    acked_hash: before?.acked_hash ?? null,
    remote_id: before?.remote_id ?? null,
    serial: serialOf(scene, action) ?? null,
    cause: causeOf(action),
  }
}

/** The series that an item belongs to: no two of it are ever under way together. */
export function serialOf({ sink }: Pick<DeliveryScene, 'sink'>, action: Action) {
  return action.kind === 'write'
    ? sink.serialBy?.(action.item.item)
    : (action.entry.serial ?? undefined)
}

async function writeIntents(
  scene: DeliveryScene,
  intents: readonly Intent[],
): Promise<{ readonly intents: readonly Intent[]; readonly waiting: readonly WaitingAction[] }> {
  const { store, place, sink } = scene
  const serials = [...new Set(intents.flatMap(({ entry }) => entry.serial ?? []))]
  return store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    const busy = yield* serialsUnderWay(dialect, org, place.connection, serials)
    const free = intents.filter(({ entry }) => !busy.has(entry.serial ?? ''))
    yield* writeEntries(
      dialect,
      org,
      place,
      free.map(({ entry }) => entry),
    )
    if (sink.references !== undefined)
      yield* writeReferences(
        dialect,
        org,
        place,
        free
          .filter(({ action }) => action.kind === 'write')
          .map(({ entry, targets }) => ({ key: entry.item_key, targets })),
      )
    const waiting = intents.flatMap((intent) => {
      const of = busy.get(intent.entry.serial ?? '')
      return of === undefined ? [] : [{ ...intent, of }]
    })
    return { intents: free, waiting }
  })
}

async function callSink(scene: DeliveryScene, intents: readonly Intent[]): Promise<Answer> {
  const { sink, clock } = scene
  const oldest = intents[0]?.entry.sent_at ?? clock.now()
  if (clock.now() - oldest > intentAgeMs) return { outcomes: [], fault: undefined }
  const effects = { acted: 0, refused: 0 }
  const answer = await callWithTimeout(scene, (signal) =>
    sink.write(
      scene.contextFor(signal, effects),
      intents.map(({ item }) => item),
    ),
  )
  const { fault: found } = answer
  if (found !== undefined && effects.acted === 0 && effects.refused > 0) {
    const outcome = untouched(scene, found)
    return { outcomes: intents.map(() => outcome), fault: found }
  }
  return checkArity(scene, answer, intents.length)
}

/** Nothing was sent, so nothing is unknown: a vendor that is down, or over its limit, loses and doubles nothing. */
function untouched(scene: DeliveryScene, { message, retryAfterMs }: Fault): Outcome {
  scene.tally.notes.add(message)
  return { status: 'untouched', afterMs: retryAfterMs ?? unreachableMs * scene.waits.scale }
}

/** One bad item may have failed the whole request: which one it is, only smaller requests tell. */
export function isWholeFailed(scene: DeliveryScene, results: readonly SendResult[]): boolean {
  const failed = results.filter(({ outcome }) => outcome.status === 'failed')
  return (
    scene.sink.batch.atomic === true &&
    results.length > 1 &&
    failed.length > 0 &&
    failed.every(({ outcome }) => outcome.status === 'failed' && outcome.fault.kind === 'record')
  )
}

/** What was not even tried leaves the sink with what it has: a row that changes back needs nothing more. */
function asBefore(settled: LedgerEntry, { entry: before }: Action): LedgerEntry {
  return before?.state === 'acked' ? { ...settled, state: 'acked' } : settled
}

/** Writes outcomes down, as long as the intents are still those that were made. */
async function writeOutcomes(scene: DeliveryScene, results: readonly SendResult[]): Promise<void> {
  const isTrial = isWholeFailed(scene, results)
  const entries = results.map(({ intent, outcome }, index) => {
    const kept: Outcome = isTrial && outcome.status === 'failed' ? { status: 'untouched' } : outcome
    const { action, entry } = intent
    const settled = settledEntry(scene, entry, kept, { attempts: action.due.attempts, index })
    return kept.status === 'untouched' ? asBefore(settled, action) : settled
  })
  await scene.store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    yield* writeSettled(dialect, org, scene, entries)
  })
}
