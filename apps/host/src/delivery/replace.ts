import { randomUUID } from 'node:crypto'
import { fault, faultOf, type Fault, type Json, type Outcome, type Sink } from '@cartograph/core'
import {
  acknowledgeSession,
  addWork,
  clearWork,
  dropReplacement,
  entriesByKey,
  moveConsumer,
  readReplacement,
  rebuildConsumer,
  rowsAfter,
  sourcesOutside,
  unhindered,
  type LedgerEntry,
  type Letter,
  type StoredRow,
  writeEntries,
  writeLetters,
  writeReplacement,
} from '../store/index.ts'
import { cutBatches } from './batches.ts'
import { callWithTimeout, checkArity } from './call.ts'
import { ownerName, ownerOf } from './decide.ts'
import { collectJoinValues } from './joins.ts'
import { mapRows, type MappedItem, type MappedItems } from './items.ts'
import { referencesFor } from './references.ts'
import type { DeliveryScene } from './scene.ts'
import { sinkItem } from './sink-item.ts'
import { contended, contendedAt, itemLetter, tooLargeFault } from './verdicts.ts'

type ReplacingSink = NonNullable<Sink<unknown>['replacement']>

const pageSize = 1000

interface Staged {
  readonly item: MappedItem
  readonly id: string
}

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
 * @throws what the sink throws; nothing has become visible then.
 */
export async function replaceAll(
  scene: DeliveryScene,
  version: string,
): Promise<Fault | undefined> {
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
    yield* moveConsumer(dialect, org, delivery.id, fence, { backfill_id: null }, clock.now())
  })
}

async function writeRows(
  scene: DeliveryScene,
  id: string,
  session: Json,
  head: number,
): Promise<Fault | undefined> {
  const { store, delivery, tally, sink } = scene
  let after = ''
  let waiting: Staged[] = []
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const rows = await store.read((dialect, org) =>
      rowsAfter(dialect, org, delivery.from, cursor, pageSize),
    )
    after = rows.at(-1)?.id ?? ''
    const mapped = await mapRows(scene, rows)
    for (const [index, row] of rows.entries())
      waiting.push(...(await stage(scene, row, mapped[index])))
    tally.changes += rows.filter((row) => !row.deleted).length
    const isLast = rows.length === 0
    if (isLast || waiting.length >= sink.batch.maxItems) {
      const found = await writeStaged(scene, id, session, head, waiting)
      if (found !== undefined) return found
      waiting = []
    }
    if (isLast) return undefined
  }
}

/** The items of a row; what cannot be made is a dead letter. */
async function stage(
  scene: DeliveryScene,
  row: StoredRow,
  { items, faults, passing }: MappedItems = { items: [], faults: [] },
): Promise<readonly Staged[]> {
  // What will be there later is no reason to replace everything without it.
  if (passing !== undefined) throw fault(passing)
  await bury(
    scene,
    faults.map((each) => letterOf(scene, row.id, { at: 'mapping', ...each })),
  )
  return items.map((item) => ({ item, id: row.id }))
}

function letterOf(
  scene: DeliveryScene,
  id: string,
  what: Pick<Letter, 'at' | 'fault' | 'item'>,
): Letter {
  return itemLetter({ entity: scene.delivery.from, id }, what)
}

async function bury(scene: DeliveryScene, letters: readonly Letter[]): Promise<void> {
  const { store, delivery, clock, tally } = scene
  if (letters.length === 0) return
  tally.failed += letters.length
  const place = { side: 'delivery', part: delivery.id } as const
  await store.write((dialect, org) =>
    writeLetters(dialect, org, place, letters, { scope: '', generation: 0 }, clock.now()),
  )
}

async function writeStaged(
  scene: DeliveryScene,
  id: string,
  session: Json,
  head: number,
  staged: readonly Staged[],
): Promise<Fault | undefined> {
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
    const batch = await withoutContended(scene, id, wanted, before)
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
    const found = answer.outcomes.find((outcome) => outcome.status !== 'ok')
    if (found !== undefined) return refusal(found)
    await store.write((dialect, org) => writeEntries(dialect, org, place, entries))
    scene.tally.sent += entries.length
    scene.progress()
  }
  return undefined
}

/** An item that another row, or another delivery, has already is a dead letter of the row that comes later. */
async function withoutContended(
  scene: DeliveryScene,
  session: string,
  wanted: readonly Staged[],
  before: ReadonlyMap<string, LedgerEntry>,
): Promise<readonly Staged[]> {
  const { delivery } = scene
  const claimed = new Map<string, string>()
  const letters: Letter[] = []
  const batch = wanted.filter(({ item, id }) => {
    const self = ownerName(delivery.id, { entity: delivery.from, id })
    const entry = before.get(item.key)
    // Within a replacement only what the session itself holds is taken, and what belongs to another delivery.
    const isTaken = entry?.session === session || entry?.delivery !== delivery.id
    const owner = claimed.get(item.key) ?? (isTaken ? ownerOf(entry) : undefined)
    if (owner === undefined || owner === self) {
      claimed.set(item.key, self)
      return true
    }
    const found = contended(item, owner)
    const at = contendedAt(item.key)
    letters.push(letterOf(scene, id, { at, fault: found, item: item.payload }))
    return false
  })
  await bury(scene, letters)
  return batch
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
    entity: scene.delivery.from,
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
