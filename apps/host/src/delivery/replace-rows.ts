import { randomUUID } from 'node:crypto'
import { fault, type Fault, type Json, type Outcome } from '@cartograph/core'
import { entriesByKey, unhindered, type LedgerEntry, writeEntries } from '../store/index.ts'
import { awaitPending } from './await-pending.ts'
import { cutBatches } from './batches.ts'
import { callWithTimeout, checkArity } from './call.ts'
import { pageOfSources, sourceKind } from './groups.ts'
import { mapRows, type MappedItems } from './items.ts'
import { referencesFor } from './references.ts'
import {
  bury,
  letterOf,
  withoutContended,
  withoutHeld,
  withoutWithheld,
  type Staged,
} from './replace-items.ts'
import type { DeliveryScene } from './scene.ts'
import { sinkItem } from './sink-item.ts'
import { tooLargeFault } from './verdicts.ts'

/** Writes everything that a session is to hold, a page of sources after the other. */
export async function writeRows(
  scene: DeliveryScene,
  id: string,
  session: Json,
  head: number,
): Promise<Fault | 'waits' | undefined> {
  const { store, tally, sink } = scene
  let after = ''
  let waiting: Staged[] = []
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const sources = await store.read((dialect, org) => pageOfSources(dialect, org, scene, cursor))
    after = sources.at(-1)?.id ?? ''
    const mapped = await mapRows(
      scene,
      sources.map(({ rows }) => rows),
    )
    for (const [index, source] of sources.entries())
      waiting.push(...(await stage(scene, source.id, mapped[index])))
    tally.changes += sources.flatMap(({ rows }) => rows).filter((row) => !row.deleted).length
    const isLast = sources.length === 0
    if (isLast || waiting.length >= sink.batch.maxItems) {
      const found = await writeStaged(scene, { id, session, head }, waiting)
      if (found !== undefined) return found
      waiting = []
    }
    if (isLast) return undefined
  }
}

/** The items of a source; what cannot be made is a dead letter. */
async function stage(
  scene: DeliveryScene,
  id: string,
  { items, faults, passing }: MappedItems = { items: [], faults: [] },
): Promise<readonly Staged[]> {
  // What will be there later is no reason to replace everything without it.
  if (passing !== undefined) throw fault(passing)
  await bury(
    scene,
    faults.map((each) => letterOf(scene, id, { at: 'mapping', ...each })),
  )
  return items.map((item) => ({ item, id }))
}

interface Session {
  readonly id: string
  readonly session: Json
  readonly head: number
}

async function writeStaged(
  scene: DeliveryScene,
  { id, session, head }: Session,
  staged: readonly Staged[],
): Promise<Fault | 'waits' | undefined> {
  const { store, place, sink } = scene
  const { batches, tooLarge } = cutBatches(
    staged,
    {
      maxItems: sink.batch.maxItems,
      maxBytes: sink.batch.maxBytes,
      by: (each) => sink.batch.by?.(each.item.item) ?? '',
    },
    (each) => Buffer.byteLength(each.item.payload),
  )
  await bury(
    scene,
    tooLarge.map(({ item, id: row }) =>
      letterOf(scene, row, { at: 'sink', fault: tooLargeFault(scene), item: item.payload }),
    ),
  )
  for (const wanted of batches) {
    const known = await store.read((dialect, org) =>
      entriesByKey(
        dialect,
        org,
        place,
        wanted.map(({ item }) => item.key),
      ),
    )
    const before = new Map(known.map((entry) => [entry.item_key, entry]))
    const own = await withoutContended(scene, id, wanted, before)
    const agreed = await withoutWithheld(scene, head, own, before)
    const batch = await withoutHeld(scene, head, agreed, before)
    if (batch === 'waits') return batch
    if (batch.length === 0) continue
    const entries = batch.map((each) =>
      stagedEntry(scene, id, head, each, before.get(each.item.key)),
    )
    const references = await referencesFor(scene, entries)
    const items = entries.map((entry, index) => sinkItem(entry, references[index] ?? {}))
    const answer = checkArity(
      scene,
      await callWithTimeout(scene, (signal) =>
        sink.write(scene.contextFor(signal), items, session),
      ),
      entries.length,
    )
    if (answer.fault !== undefined) return answer.fault
    const { outcomes, fault: unanswered } = await awaitPending(scene, items, answer.outcomes)
    if (unanswered !== undefined) return unanswered
    const found = outcomes.find((outcome) => outcome.status !== 'ok')
    if (found !== undefined) return refusal(found)
    await store.write((dialect, org) => writeEntries(dialect, org, place, entries))
    scene.tally.sent += entries.length
    scene.progress()
  }
  return undefined
}

function refusal(outcome: Outcome): Fault {
  if (outcome.status === 'failed') return outcome.fault
  return {
    $fault: 'v1',
    kind: 'transient',
    message: `An item of the replacement was not taken (${outcome.status}); nothing was replaced.`,
  }
}

/** What the sink will hold once the session is visible; until then the entry still says what it holds now. */
function stagedEntry(
  scene: DeliveryScene,
  session: string,
  head: number,
  { item, id }: Staged,
  before: LedgerEntry | undefined,
): LedgerEntry {
  const now = scene.clock.now()
  return {
    ...unhindered,
    item_key: item.key,
    delivery: scene.delivery.id,
    entity: sourceKind(scene),
    id,
    state: before?.state ?? 'open',
    fence: scene.fence,
    op: 'write',
    sent_hash: item.hash,
    payload: item.payload,
    sent_seq: head,
    idempotency_key: randomUUID(),
    sent_at: now,
    owner: scene.owner,
    quiet_until: now,
    acked_hash: before?.acked_hash ?? null,
    remote_id: before?.remote_id ?? null,
    session,
    serial: scene.sink.serialBy?.(item.item) ?? null,
    cause: 'backfill',
  }
}
