import type { Fault, Outcome } from '@cartograph/core'
import type { LedgerEntry } from '../store/index.ts'
import { callWithTimeout, checkArity, stoppingFault, type Answer } from './call.ts'
import type { Action } from './decide.ts'
import { holdDelivery, settledEntry, writeSettled } from './outcomes.ts'
import { unreachableMs, type DeliveryScene } from './scene.ts'
import { batchSpan, outcomeSpan } from './delivery-spans.ts'
import { noteUndeliverable } from './undeliverable-events.ts'
import {
  intend,
  writeIntents,
  type Intent,
  type ReadyAction,
  type WaitingAction,
} from './intents.ts'

export interface SendResult {
  readonly intent: Intent
  readonly outcome: Outcome
}

export interface Sent {
  readonly results: readonly SendResult[]
  /** Others of their series come before them: nothing was sent. */
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
  await noteUndeliverable(scene, results)
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
