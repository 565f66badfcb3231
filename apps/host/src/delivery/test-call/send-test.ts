import { fault, type Fault, type Json, type Outcome, type Parts } from '@cartograph/core'
import { reopenEntries, serialsUnderWay } from '../../store/index.ts'
import { awaitPending } from '../await-pending.ts'
import { callWithTimeout, checkArity } from '../call.ts'
import type { Action } from '../decide.ts'
import { heldFault, sortByReferences, type HeldAction } from '../references.ts'
import type { DeliveryScene } from '../scene.ts'
import { intendedEntry, serialOf, type ReadyAction } from '../intents.ts'
import { sinkItem } from '../sink-item.ts'
import { itemOf, payloadOf } from '../sources.ts'
import { tooLargeFault } from '../verdicts.ts'
import type { TestedItem } from './test-result.ts'

type Write = Extract<Action, { readonly kind: 'write' }>
type Became = Pick<TestedItem, 'state' | 'reason' | 'fault' | 'there'>

/**
 * Sends one item as a test, under an idempotency key of its own; the ledger keeps nothing of it.
 *
 * It is sent as if it had been there before, so that it sets off nothing. Where the sink had it in another state, the delivery forgets
 * that it had: the next run sends it again.
 */
export async function sendTest(
  scene: DeliveryScene,
  action: Write,
  parts: Parts<unknown>,
): Promise<Became> {
  const { ready, held } = await sortByReferences(scene, [action])
  const only = ready[0] ?? withoutReferences(scene, held[0])
  if (only === undefined) return waits(held[0]?.entry.reason ?? null)
  const refused = await hindrance(scene, action)
  if (refused !== undefined) return { state: 'withheld', fault: refused }
  const { store, place, delivery } = scene
  const { due } = action
  if (action.entry?.state === 'acked' && action.entry.acked_hash !== action.item.hash)
    await store.write((dialect, org) =>
      reopenEntries(dialect, org, place, delivery.id, due.entity, [due.id]),
    )
  return writeTest(scene, only, parts)
}

/** What an item would only like to refer to, a run waits for and a test does without. */
function withoutReferences(
  { sink }: DeliveryScene,
  held: HeldAction | undefined,
): ReadyAction | undefined {
  if (held?.verdict !== 'waits' || held.entry.wait_optional !== 1) return undefined
  const names = Object.keys(sink.references?.(itemOf(held.action)) ?? {})
  return {
    action: held.action,
    references: Object.fromEntries(names.map((name) => [name, null])),
    targets: [],
  }
}

function waits(reason: string | null): Became {
  return {
    state: 'withheld',
    fault: heldFault(reason ?? 'It needs an item of another delivery that is not there yet.'),
  }
}

async function hindrance(scene: DeliveryScene, action: Write): Promise<Fault | undefined> {
  if (Buffer.byteLength(payloadOf(action)) > scene.sink.batch.maxBytes) return tooLargeFault(scene)
  const serial = serialOf(scene, action)
  const busy = await scene.store.read((dialect, org) =>
    serialsUnderWay(dialect, org, scene.place.connection, serial === undefined ? [] : [serial]),
  )
  return busy.size === 0 ? undefined : underWay
}

/** What is on its way has to be settled first: nobody knows yet what the sink has. */
export const underWay = fault({
  kind: 'transient',
  message: 'The item, or another one of the same person, is on its way to the sink now.',
  hint: 'Run the delivery (`cartograph push`) until nothing of it is open, or test with another row.',
})

async function writeTest(
  scene: DeliveryScene,
  { action, references }: ReadyAction,
  parts: Parts<unknown>,
): Promise<Became> {
  const { sink } = scene
  const item = sinkItem(intendedEntry(scene, action), references)
  const answer = checkArity(
    scene,
    await callWithTimeout(scene, (signal) => sink.write(scene.contextFor(signal), [item])),
    1,
  )
  scene.signal.throwIfAborted()
  if (answer.fault !== undefined) return { state: 'unknown', fault: answer.fault }
  const { outcomes, fault: found } = await awaitPending(scene, [item], answer.outcomes)
  if (found !== undefined) return { state: 'unknown', fault: found }
  const [outcome = { status: 'unknown' } as const] = outcomes
  return becameOf(outcome, (remoteId) => whatIsThere(scene, parts, remoteId ?? item.remoteId))
}

async function becameOf(
  outcome: Outcome,
  look: (remoteId: string | undefined) => Promise<Json | undefined>,
): Promise<Became> {
  switch (outcome.status) {
    case 'ok': {
      const there = await look(outcome.remoteId)
      return { state: 'arrived', ...(there !== undefined && { there }) }
    }
    case 'skipped':
      return { state: 'passedOver', reason: outcome.reason }
    case 'failed':
      return { state: 'refused', fault: outcome.fault }
    case 'untouched':
      return {
        state: 'withheld',
        reason: 'The vendor takes nothing now, so nothing was sent. Try again a little later.',
      }
    case 'pending':
    case 'unknown':
      return {
        state: 'unknown',
        reason: 'Nobody saw what became of it. The next run sends it as if this had not been.',
      }
    default:
      return outcome satisfies never
  }
}

/** What the vendor shows in the stream in which our own writes come back. */
async function whatIsThere(
  { sink, contextFor, signal }: DeliveryScene,
  { streams }: Parts<unknown>,
  id: string | undefined,
): Promise<Json | undefined> {
  const get = sink.mirrors === undefined ? undefined : streams?.[sink.mirrors]?.get
  if (get === undefined || id === undefined) return undefined
  const [row] = await get.read(contextFor(signal), [[id]])
  return (row ?? null) as Json
}
