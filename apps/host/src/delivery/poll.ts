import type { Fault, Outcome } from '@cartograph/core'
import { retryWait } from '../queue/index.ts'
import {
  addWork,
  attemptsOf,
  entriesInState,
  postponeWork,
  settleWork,
  type Due,
  type LedgerEntry,
  writeEntries,
  writeLetters,
} from '../store/index.ts'
import { callWithTimeout, checkArity, stops } from './call.ts'
import { holdDelivery, settledEntry, writeSettled } from './outcomes.ts'
import { referencesFor } from './references.ts'
import type { DeliveryScene } from './scene.ts'
import { sinkItem } from './sink-item.ts'
import { sourceName } from './sources.ts'
import { judgeOutcome, newVerdict, type Verdict } from './verdicts.ts'

/** Asks what has become of items that the sink took without an answer, each ticket when its time has come. */
export async function pollPending(scene: DeliveryScene): Promise<Fault | undefined> {
  const { store, delivery, place, clock, sink } = scene
  if (sink.poll === undefined) return undefined
  const pending = await store.read((dialect, org) =>
    entriesInState(dialect, org, place, delivery.id, 'pending', 100_000),
  )
  for (const [ticket, entries] of Map.groupBy(pending, (entry) => entry.ticket ?? '')) {
    if (entries.some((entry) => (entry.poll_at ?? 0) > clock.now())) continue
    const inOrder = entries.toSorted((a, b) => (a.ticket_index ?? 0) - (b.ticket_index ?? 0))
    const found = await pollTicket(scene, ticket, inOrder)
    if (found !== undefined && stops(found)) return found
  }
  return undefined
}

async function pollTicket(
  scene: DeliveryScene,
  ticket: string,
  entries: readonly LedgerEntry[],
): Promise<Fault | undefined> {
  const { sink } = scene
  const references = await referencesFor(scene, entries)
  const items = entries.map((entry, index) => sinkItem(entry, references[index] ?? {}))
  const answer = checkArity(
    scene,
    await callWithTimeout(
      scene,
      async (signal) => sink.poll?.(scene.contextFor(signal), ticket, items) ?? [],
    ),
    entries.length,
  )
  scene.signal.throwIfAborted()
  if (answer.fault === undefined) await writePolled(scene, entries, answer.outcomes)
  else await askLater(scene, entries, answer.fault)
  return answer.fault
}

/** Nobody answered, so nothing is known that was not before. */
async function askLater(
  scene: DeliveryScene,
  entries: readonly LedgerEntry[],
  found: Fault,
): Promise<void> {
  const { store, place, delivery, clock, waits, tally } = scene
  tally.notes.add(found.message)
  const ids = entries.map(({ id }) => id)
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    const attempts = yield* attemptsOf(dialect, org, delivery.id, ids)
    const tried = Math.max(0, ...attempts.values())
    const until = clock.now() + retryWait(waits, tried, found)
    yield* writeEntries(
      dialect,
      org,
      place,
      entries.map((entry) => ({ ...entry, poll_at: until })),
    )
    const waiting = entries.map((entry) => ({ due: dueOf(entry, 0), until, counted: true }))
    yield* postponeWork(dialect, org, delivery.id, waiting)
  })
}

async function writePolled(
  scene: DeliveryScene,
  entries: readonly LedgerEntry[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const { store, delivery, clock, tally } = scene
  const ids = entries.map(({ id }) => id)
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    const attempts = yield* attemptsOf(dialect, org, delivery.id, ids)
    const verdicts = new Map<string, { readonly due: Due; readonly verdict: Verdict }>()
    const settled = entries.map((entry, index) => {
      const outcome = outcomes[index] ?? { status: 'unknown' as const }
      const name = sourceName(entry)
      const due = dueOf(entry, attempts.get(name) ?? 0)
      const known = verdicts.get(name) ?? { due, verdict: newVerdict() }
      verdicts.set(name, known)
      judgeOutcome(scene, known.verdict, { entry, outcome, due })
      const at = { attempts: due.attempts, index: entry.ticket_index ?? index }
      return settledEntry(scene, entry, outcome, at)
    })
    yield* writeSettled(dialect, org, scene, settled)
    const judged = [...verdicts.values()]
    const buried = judged.filter(({ verdict }) => verdict.letters.length > 0)
    const open = judged.filter(({ verdict }) => verdict.letters.length === 0)
    yield* settleWork(
      dialect,
      org,
      delivery.id,
      buried.map(({ due }) => due),
    )
    const letters = buried.flatMap(({ verdict }) => verdict.letters)
    tally.failed += letters.length
    const letterPlace = { side: 'delivery', part: delivery.id } as const
    const reading = { scope: '', generation: 0 }
    yield* writeLetters(dialect, org, letterPlace, letters, reading, clock.now())
    // Whether anything is left to do for a row is decided by the ledger, when the row is looked at again.
    yield* addWork(
      dialect,
      org,
      delivery.id,
      open.map(({ due }) => due),
    )
    yield* postponeWork(
      dialect,
      org,
      delivery.id,
      open.map(({ due, verdict }) => ({
        due,
        until: verdict.until ?? clock.now(),
        counted: verdict.counted,
      })),
    )
  })
  scene.progress()
}

function dueOf(entry: LedgerEntry, attempts: number): Due {
  const { entity, id, sent_seq: seq, cause } = entry
  const lane = cause?.startsWith('live') === true ? 'live' : 'bulk'
  return { entity, id, seq, lane, attempts, replayed: false }
}
