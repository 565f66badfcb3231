import type { Fault } from '@cartograph/core'
import { retryWait } from '../queue/index.ts'
import {
  addWork,
  clearLetters,
  contentHash,
  dueWork,
  entriesByKey,
  entriesBySource,
  letterKeysAt,
  moveConsumer,
  postponeWork,
  rowsById,
  settleWork,
  type Due,
  type LedgerEntry,
  type Letter,
  type StoredRow,
  writeEntries,
  writeLetters,
} from '../store/index.ts'
import { cutBatches } from './batches.ts'
import { decide, type Action, type Decision } from './decide.ts'
import { itemsOf, type MappedItem, type MappedItems } from './items.ts'
import type { DeliveryScene } from './scene.ts'
import { sendBatch, takenOver, type SendResult } from './send.ts'

/** Rows that are looked at together, at the most. */
const mostSources = 5000
/**
 * Attempts before an item that fails again and again becomes a dead letter.
 *
 * With waits that double up to a quarter of an hour that is an afternoon: a sink that is down for a while loses nothing.
 */
const mostAttempts = 20
/** When a sink says "later" without a time. */
const laterMs = 3_600_000

interface Source {
  readonly due: Due
  readonly row: StoredRow | undefined
  readonly mapped: MappedItems
  readonly decision: Decision
}

/** What has become of a source: settled, or put off until an instant. */
interface Verdict {
  until: number | undefined
  counted: boolean
  readonly letters: Letter[]
}

/**
 * Looks at the next rows that are due, sends what needs sending, and takes off what is settled.
 *
 * Gives back false when nothing is due now, and the fault of a sink that cannot go on.
 */
export async function deliverSome(
  scene: DeliveryScene,
): Promise<{ readonly worked: boolean; readonly fault: Fault | undefined }> {
  const { sink, tally } = scene
  const sources = await readSources(scene)
  if (sources.length === 0) return { worked: false, fault: undefined }
  tally.changes += sources.length
  const verdicts = new Map<string, Verdict>(
    sources.map((source) => [source.due.id, firstVerdict(scene, source)]),
  )
  const actions = sources.flatMap((source) => source.decision.actions)
  const { batches, tooLarge } = cutBatches(
    actions.filter((action) => !isStale(scene, action)),
    { ...sink.batch, by: batchKey(scene) },
    (action) => Buffer.byteLength(payloadOf(action)),
  )
  for (const action of tooLarge)
    verdicts.get(action.due.id)?.letters.push(tooLargeLetter(scene, action))
  let found: Fault | undefined
  for (const batch of batches) {
    if (found !== undefined || scene.signal.aborted) {
      for (const action of batch) putOff(verdicts.get(action.due.id), scene.clock.now(), false)
      continue
    }
    const sent = await sendWhole(scene, batch)
    for (const result of sent.results) judgeResult(scene, verdicts, result)
    if (sent.fault !== undefined && stops(sent.fault)) found = sent.fault
    scene.progress()
  }
  await settle(scene, sources, verdicts)
  return { worked: true, fault: found }
}

async function readSources(scene: DeliveryScene): Promise<readonly Source[]> {
  const { store, delivery, place, clock, sink, tally } = scene
  const limit = Math.min(mostSources, Math.max(100, sink.batch.maxItems))
  const read = await store.read(function* (dialect, org) {
    const due = yield* dueWork(dialect, org, delivery.id, clock.now(), limit)
    const ids = due.map(({ id }) => id)
    const rows = yield* rowsById(dialect, org, delivery.from, ids)
    const own = yield* entriesBySource(dialect, org, delivery.id, delivery.from, ids)
    return { due, rows, own }
  })
  const mapped = read.due.map((due) => {
    const row = read.rows.get(due.id)
    return { due, row, mapped: itemsOf(scene, row) }
  })
  const keys = mapped.flatMap((each) => each.mapped.items.map((item) => item.key))
  const entries = await store.read((dialect, org) => entriesByKey(dialect, org, place, keys))
  const byKey = new Map(entries.map((entry) => [entry.item_key, entry]))
  const claimed = new Map<string, string>()
  const own = Map.groupBy(read.own, (entry) => entry.id)
  const rules = { append: sink.mode === 'append', deletes: sink.deletes === true }
  return mapped.map((each) => {
    const decision = decide(
      {
        delivery: delivery.id,
        due: each.due,
        gone: each.row?.deleted ?? true,
        items: each.mapped.items,
        incomplete: each.mapped.faults.length > 0,
        own: own.get(each.due.id) ?? [],
      },
      byKey,
      claimed,
      rules,
    )
    tally.unchanged += decision.unchanged
    return { due: each.due, row: each.row, mapped: each.mapped, decision }
  })
}

function firstVerdict(scene: DeliveryScene, source: Source): Verdict {
  const { decision, row } = source
  const letter = (at: string, found: Fault, item: string | null): Letter => ({
    key: letterKey(source.due),
    at,
    fault: found,
    record: row?.data ?? null,
    item,
  })
  return {
    until: decision.blockedUntil,
    counted: false,
    letters: [
      ...source.mapped.faults.map(({ fault, item }) => letter('mapping', fault, item)),
      ...decision.contended.map(({ item, owner }) =>
        letter(contendedAt(item.key), contended(item, owner), item.payload),
      ),
    ],
  }
}

export function letterKey(source: { readonly entity: string; readonly id: string }): string {
  return `${source.entity}/${source.id}`
}

/** Where the letter of a row stands that found its item taken: the row is looked at again when the item is free. */
export function contendedAt(key: string): string {
  return `item ${key}`
}

export function contended(item: MappedItem, owner: string): Fault {
  return {
    $fault: 'v1',
    kind: 'record',
    message: `The item ${item.key} belongs to ${owner} already.`,
    hint: 'Let the mapping give every row a key of its own, or leave one of the two out with `when`.',
  }
}

function payloadOf(action: Action): string {
  return action.kind === 'write' ? action.item.payload : (action.entry.payload ?? '{}')
}

function batchKey(scene: DeliveryScene): (action: Action) => string {
  const { batch } = scene.sink
  return (action) =>
    batch.by?.(
      action.kind === 'write'
        ? action.item.item
        : (JSON.parse(payloadOf(action)) as Record<string, never>),
    ) ?? ''
}

/** Too old for a vendor that would take the time of arrival for the time of the event. */
function isStale(scene: DeliveryScene, action: Action): boolean {
  const { live } = scene.sink
  if (live === undefined || action.kind === 'delete') return false
  if (scene.clock.now() - live.at(action.item.item) <= live.maxAgeMs) return false
  scene.tally.skipped += 1
  return true
}

function tooLargeLetter(scene: DeliveryScene, action: Action): Letter {
  return {
    key: letterKey(action.due),
    at: 'sink',
    fault: tooLargeFault(scene),
    record: null,
    item: payloadOf(action),
  }
}

export function tooLargeFault(scene: DeliveryScene): Fault {
  return {
    $fault: 'v1',
    kind: 'record',
    message: `The item is larger than the ${scene.sink.batch.maxBytes} bytes that ${scene.connection.id} takes.`,
    hint: 'Leave long fields out of the mapping.',
  }
}

/** Sends a batch; where one bad item fails a whole request, halves find it. */
async function sendWhole(
  scene: DeliveryScene,
  batch: readonly Action[],
): Promise<{ readonly results: readonly SendResult[]; readonly fault: Fault | undefined }> {
  const sent = await sendBatch(scene, batch)
  const failed = sent.results.filter(({ outcome }) => outcome.status === 'failed')
  const isWhole =
    scene.sink.batch.atomic === true &&
    batch.length > 1 &&
    failed.length > 0 &&
    failed.every(({ outcome }) => outcome.status === 'failed' && outcome.fault.kind === 'record')
  if (!isWhole) return sent
  const middle = Math.ceil(batch.length / 2)
  const first = await sendWhole(scene, batch.slice(0, middle))
  const second = await sendWhole(scene, batch.slice(middle))
  return {
    results: [...first.results, ...second.results],
    fault: first.fault ?? second.fault,
  }
}

/** A fault that every further request would meet as well. */
function stops(found: Fault): boolean {
  if (found.scope !== undefined) return found.scope === 'part' || found.scope === 'connection'
  return ['auth', 'config', 'permission', 'contract'].includes(found.kind)
}

function putOff(verdict: Verdict | undefined, until: number, counted: boolean): void {
  if (verdict === undefined) return
  verdict.until = Math.max(verdict.until ?? 0, until)
  verdict.counted ||= counted
}

function judgeResult(
  scene: DeliveryScene,
  verdicts: ReadonlyMap<string, Verdict>,
  { intent, outcome }: SendResult,
): void {
  const { tally, clock, waits } = scene
  const { action } = intent
  const verdict = verdicts.get(action.due.id)
  const now = clock.now()
  switch (outcome.status) {
    case 'ok':
      if (action.kind === 'delete') tally.deleted += 1
      else tally.sent += 1
      return
    case 'skipped':
      tally.skipped += 1
      if (outcome.again === 'later') putOff(verdict, now + laterMs * waits.scale, false)
      return
    case 'untouched':
      putOff(verdict, now + (outcome.afterMs ?? waits.retryMs), false)
      return
    case 'unknown':
    case 'pending':
      tally.unknown += 1
      putOff(verdict, now + retryWait(waits, action.due.attempts, unknownFault), true)
      return
    case 'failed': {
      const passing = ['transient', 'rateLimit', 'conflict'].includes(outcome.fault.kind)
      if (passing && action.due.attempts < mostAttempts)
        putOff(verdict, now + retryWait(waits, action.due.attempts, outcome.fault), true)
      else if (intent.entry.op !== 'delete' || outcome.fault.kind !== 'notFound')
        verdict?.letters.push({
          key: letterKey(action.due),
          at: 'sink',
          fault: outcome.fault,
          record: null,
          item: payloadOf(action),
        })
    }
  }
}

const unknownFault: Fault = { $fault: 'v1', kind: 'transient', message: 'The outcome is unknown.' }

/** Takes off what is settled, puts the rest off, and keeps what failed as dead letters. */
async function settle(
  scene: DeliveryScene,
  sources: readonly Source[],
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<void> {
  const { store, delivery, place, fence, clock, tally } = scene
  const letterPlace = { side: 'delivery', part: delivery.id } as const
  const rows = new Map(sources.map((source) => [source.due.id, source.row]))
  const letters = [...verdicts.entries()].flatMap(([id, verdict]) =>
    verdict.letters.map((letter) => ({
      ...letter,
      record: letter.record ?? rows.get(id)?.data ?? null,
    })),
  )
  tally.failed += letters.length
  const waiting = sources.flatMap(({ due }) => {
    const verdict = verdicts.get(due.id)
    return verdict?.until === undefined
      ? []
      : [{ due, until: verdict.until, counted: verdict.counted }]
  })
  const waitingIds = new Set(waiting.map(({ due }) => due.id))
  const gone = sources.flatMap(({ decision }) => [
    ...decision.forgotten,
    ...decision.actions.flatMap((action) => (action.kind === 'delete' ? [action.entry] : [])),
  ])
  const forgotten = sources.flatMap(({ decision }) =>
    decision.forgotten.map((entry): LedgerEntry => ({ ...entry, state: 'gone', acked_hash: null })),
  )
  await store.write(function* (dialect, org) {
    const held = yield* moveConsumer(dialect, org, delivery.id, fence, {}, clock.now())
    if (!held) throw takenOver(scene)
    yield* writeEntries(dialect, org, place, forgotten)
    const settled = sources.filter(({ due }) => !waitingIds.has(due.id)).map(({ due }) => due)
    yield* settleWork(dialect, org, delivery.id, settled)
    yield* postponeWork(dialect, org, delivery.id, waiting)
    yield* clearLetters(dialect, org, letterPlace, settled.map(letterKey))
    yield* writeLetters(
      dialect,
      org,
      letterPlace,
      letters,
      { scope: '', generation: 0 },
      clock.now(),
    )
    // Who waited for an item that another source owned is looked at again when it is free.
    for (const entry of gone) {
      const keys = yield* letterKeysAt(dialect, org, letterPlace, contendedAt(entry.item_key))
      yield* addWork(dialect, org, delivery.id, keys.map(contender))
    }
  })
}

function contender(key: string) {
  const slash = key.indexOf('/')
  return {
    entity: key.slice(0, slash),
    id: key.slice(slash + 1),
    seq: 0,
    lane: 'bulk' as const,
  }
}

/** What a sink's items look like: another shape makes every item new. */
export function shapeOf(schema: {
  readonly '~standard': {
    readonly jsonSchema: { input(options: { readonly target: 'draft-2020-12' }): object }
  }
}): string {
  return contentHash(
    JSON.stringify(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })),
  )
}
