import {
  addWork,
  clearLetters,
  letterKeysAt,
  pendingChildren,
  postponeWork,
  releaseSlipped,
  settleWork,
  type Dialect,
  type LedgerEntry,
  type Letter,
  type Work,
  writeLetters,
} from '../store/index.ts'
import { holdDelivery, writeSettled } from './outcomes.ts'
import type { HeldAction } from './references.ts'
import type { DeliveryScene } from './scene.ts'
import { sourceName, type Source } from './sources.ts'
import { contendedAt, type Verdict } from './verdicts.ts'

/** What a round leaves behind beside the outcomes, which are written already. */
export interface Leftovers {
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly held: readonly HeldAction[]
  /** Entries of items that were not even offered to the sink. */
  readonly skipped: readonly LedgerEntry[]
}

/** Takes off what is settled, puts the rest off, and keeps what failed as dead letters. */
export async function settle(
  scene: DeliveryScene,
  sources: readonly Source[],
  { verdicts, held, skipped }: Leftovers,
): Promise<void> {
  const { store, delivery, clock, tally } = scene
  const letterPlace = { side: 'delivery', part: delivery.id } as const
  const letters = sources.flatMap((source) => lettersOf(source, verdicts))
  tally.failed += letters.length
  const waiting = sources.flatMap(({ due }) => {
    const verdict = verdicts.get(sourceName(due))
    return verdict?.until === undefined
      ? []
      : [{ due, until: verdict.until, counted: verdict.counted }]
  })
  const waitingNames = new Set(waiting.map(({ due }) => sourceName(due)))
  const gone = sources.flatMap(({ decision }) => [
    ...decision.forgotten,
    ...decision.actions.flatMap((action) => (action.kind === 'delete' ? [action.entry] : [])),
  ])
  const forgotten = sources.flatMap(({ decision }) =>
    decision.forgotten.map((entry): LedgerEntry => ({ ...entry, state: 'gone', acked_hash: null })),
  )
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    const entries = [...forgotten, ...skipped, ...held.map(({ entry }) => entry)]
    yield* writeSettled(dialect, org, scene, entries)
    const settled = sources
      .filter(({ due }) => !waitingNames.has(sourceName(due)))
      .map(({ due }) => due)
    yield* settleWork(dialect, org, delivery.id, settled)
    yield* postponeWork(dialect, org, delivery.id, waiting)
    yield* clearLetters(dialect, org, letterPlace, settled.map(sourceName))
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
    yield* lookAgain(dialect, org, scene, held)
  })
}

function lettersOf({ due, row }: Source, verdicts: Leftovers['verdicts']): readonly Letter[] {
  const { letters = [] } = verdicts.get(sourceName(due)) ?? {}
  return letters.map(({ key, at, fault, record, item }) => ({
    key,
    at,
    fault,
    record: record ?? row?.data ?? null,
    item,
  }))
}

/** What they wait for may have happened between the reading and this transaction. */
function* lookAgain(
  dialect: Dialect,
  org: string,
  scene: DeliveryScene,
  held: readonly HeldAction[],
): Work<void> {
  if (held.length === 0) return
  const { delivery, place } = scene
  yield* releaseSlipped(dialect, org, place, delivery.id)
  const deletes = held.flatMap(({ entry }) => (entry.op === 'delete' ? entry : []))
  const keys = deletes.map((entry) => entry.item_key)
  const children = yield* pendingChildren(dialect, org, place, keys)
  const pending = new Set(children.map(({ target }) => target))
  yield* addWork(
    dialect,
    org,
    delivery.id,
    deletes
      .filter((entry) => !pending.has(entry.item_key))
      .map(({ entity, id, sent_seq: seq }) => ({ entity, id, seq, lane: 'live' as const })),
  )
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
