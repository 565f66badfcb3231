import type { Outcome } from '@cartograph/core'
import {
  moveConsumer,
  releaseWaiters,
  unhindered,
  writeEntries,
  writeReferences,
  type Dialect,
  type LedgerEntry,
  type Work,
} from '../store/index.ts'
import { takenOver } from './call.ts'
import { mostAttempts, type DeliveryScene } from './scene.ts'

/** A fault that may be over at the next attempt. */
export function isPassing(outcome: Outcome, attempts: number): boolean {
  return (
    outcome.status === 'failed' &&
    attempts < mostAttempts &&
    ['transient', 'rateLimit', 'conflict'].includes(outcome.fault.kind)
  )
}

/** The vendor knows nothing of what it was told to change: it is made anew, once. */
export function isLost(entry: LedgerEntry, outcome: Outcome): boolean {
  return (
    outcome.status === 'failed' &&
    outcome.fault.kind === 'notFound' &&
    entry.op === 'write' &&
    entry.remote_id !== null
  )
}

/** An entry after its outcome; `attempts`: how often its row was tried before. */
export function settledEntry(
  scene: DeliveryScene,
  before: LedgerEntry,
  outcome: Outcome,
  { attempts, index }: { readonly attempts: number; readonly index: number },
): LedgerEntry {
  const entry: LedgerEntry = { ...before, ...unhindered }
  const gone = { ...entry, state: 'gone', acked_hash: null, remote_id: null } as const
  switch (outcome.status) {
    case 'ok': {
      if (entry.op === 'delete') return gone
      const remoteId = outcome.remoteId ?? entry.remote_id
      return { ...entry, state: 'acked', acked_hash: entry.sent_hash, remote_id: remoteId }
    }
    case 'skipped':
      if (outcome.again === 'later') return { ...entry, state: 'open' }
      return entry.op === 'delete' ? gone : { ...entry, state: 'skipped', reason: outcome.reason }
    case 'failed':
      if (outcome.fault.kind === 'notFound' && entry.op === 'delete') return gone
      if (isLost(entry, outcome))
        return { ...entry, state: 'open', acked_hash: null, remote_id: null }
      return isPassing(outcome, attempts)
        ? { ...entry, state: 'open' }
        : { ...entry, state: 'failed', reason: outcome.fault.message }
    case 'untouched':
      return { ...entry, state: 'open' }
    case 'unknown':
      return { ...entry, state: 'sent', quiet_until: endedQuiet(scene, entry) }
    case 'pending': {
      if (scene.sink.poll === undefined)
        return { ...entry, state: 'sent', quiet_until: endedQuiet(scene, entry) }
      const { ticket, afterMs } = outcome
      const pollAt = scene.clock.now() + afterMs * scene.waits.scale
      return { ...entry, state: 'pending', ticket, ticket_index: index, poll_at: pollAt }
    }
    default:
      return outcome satisfies never
  }
}

/** Where an effect ends with its call, it can be repeated as soon as the call has ended. */
function endedQuiet(scene: DeliveryScene, entry: LedgerEntry): number {
  return scene.sink.landMs === 0 ? scene.clock.now() : entry.quiet_until
}

/**
 * In a transaction: goes on only as long as nobody has taken the delivery over.
 *
 * Until it ends, no other delivery to the same connection changes the ledger: which items of a series are under way, and who waits for
 * whom, is not only in rows that are there to be locked.
 */
export function* holdDelivery(dialect: Dialect, org: string, scene: DeliveryScene): Work<void> {
  const { delivery, fence, clock, place } = scene
  const held = yield* moveConsumer(dialect, org, delivery.id, fence, {}, clock.now())
  if (!held) throw takenOver(scene)
  yield* dialect.alone(['ledger', org, place.connection])
}

/** Writes entries after their outcomes, and puts whoever waited for one of them before its delivery again. */
export function* writeSettled(
  dialect: Dialect,
  org: string,
  scene: DeliveryScene,
  entries: readonly LedgerEntry[],
): Work<void> {
  const { place, delivery, released } = scene
  yield* writeEntries(dialect, org, place, entries)
  if (entries.length > 0 && scene.onSettled !== undefined) yield* scene.onSettled(dialect, org)
  const gone = entries.filter(({ state }) => state === 'gone')
  yield* writeReferences(
    dialect,
    org,
    place,
    gone.map((entry) => ({ key: entry.item_key, targets: [] })),
  )
  const arrived = entries.filter(({ state }) => state === 'acked' || state === 'gone')
  const inVain = entries.filter(({ state, reason }) => state !== 'acked' && reason !== null)
  const waiters = [
    ...(yield* releaseWaiters(dialect, org, place, keysOf(arrived), 'all')),
    // Who knows already that it waits in vain would only say so again, and a circle would never end.
    ...(yield* releaseWaiters(dialect, org, place, keysOf(inVain), 'hopeful')),
  ]
  for (const waiter of waiters) if (waiter !== delivery.id) released.add(waiter)
}

function keysOf(entries: readonly LedgerEntry[]): readonly string[] {
  return entries.map((entry) => entry.item_key)
}
