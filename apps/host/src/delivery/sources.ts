import type { JsonObject } from '@cartograph/core'
import {
  dueWork,
  entriesByKey,
  entriesBySource,
  rowsById,
  type Dialect,
  type Due,
  type LedgerEntry,
  type StoredRow,
  type Work,
} from '../store/index.ts'
import { decide, type Action, type Decision } from './decide.ts'
import { groupOf, mostGroups, readGroups, sourceKind } from './groups.ts'
import { mapRows, type MappedItems } from './items.ts'
import type { DeliveryScene } from './scene.ts'

/** Rows that are looked at together, at the most. */
const mostSources = 5000

/** A row or a group of rows that is due, what its mapping makes of it now, and what is to happen. */
export interface Source {
  readonly due: Due
  /** For the dead letters; of a group its first row. */
  readonly row: StoredRow | undefined
  readonly mapped: MappedItems
  readonly decision: Decision
}

/** Reads the next rows that are due and decides what each needs. */
export async function readSources(scene: DeliveryScene): Promise<readonly Source[]> {
  const { store, delivery, place, clock, sink, tally } = scene
  const kind = sourceKind(scene)
  const most = scene.mapping.grouped ? mostGroups : Math.max(100, sink.batch.maxItems)
  const read = await store.read(function* (dialect, org) {
    const all = yield* dueWork(dialect, org, delivery.id, clock.now(), Math.min(mostSources, most))
    return {
      due: all,
      rows: yield* readRows(dialect, org, scene, all),
      own: yield* ownEntries(dialect, org, scene, all),
    }
  })
  // What the delivery gave from another entity, before it was changed, can be taken over; so it comes last.
  const due = [
    ...read.due.filter(({ entity }) => entity === kind),
    ...read.due.filter(({ entity }) => entity !== kind),
  ]
  const rows = due.map((each) => read.rows(each))
  const made = await mapRows(
    scene,
    rows.map((own, index) => (due[index]?.entity === kind ? own : [])),
  )
  const mapped = made.map((each, index) =>
    due[index]?.entity === kind ? each : ungrouped(scene, rows[index] ?? []),
  )
  const keys = mapped.flatMap((each) => each.items.map((item) => item.key))
  const entries = await store.read((dialect, org) => entriesByKey(dialect, org, place, keys))
  const byKey = new Map(entries.map((entry) => [entry.item_key, entry]))
  const claimed = new Map<string, string>()
  const own = Map.groupBy(read.own, sourceName)
  const rules = { append: sink.mode === 'append', deletes: sink.deletes === true }
  return due.map((each, index) => {
    const members = rows[index] ?? []
    const { items, faults, ...rest } = mapped[index] ?? { items: [], faults: [] }
    const state = {
      delivery: delivery.id,
      due: each,
      gone: each.entity === kind && members.every(({ deleted }) => deleted),
      items,
      incomplete: faults.length > 0,
      own: own.get(sourceName(each)) ?? [],
    }
    const decision = decide(state, byKey, claimed, rules)
    tally.unchanged += decision.unchanged
    return { due: each, row: members[0], mapped: { items, faults, ...rest }, decision }
  })
}

/** Of a row that was looked at by itself because its group could not be told: whether it can now, and then it has no items of its own. */
function ungrouped(scene: DeliveryScene, rows: readonly StoredRow[]): MappedItems {
  const faults = rows.flatMap((row) => groupOf(scene, row).fault ?? [])
  return { items: [], faults: faults.map((found) => ({ fault: found, item: null })) }
}

/** The rows that each source is made of. */
function* readRows(
  dialect: Dialect,
  org: string,
  scene: DeliveryScene,
  due: readonly Due[],
): Work<(source: Due) => readonly StoredRow[]> {
  const { from } = scene.delivery
  const kind = sourceKind(scene)
  const idsOf = (wanted: string) => due.flatMap(({ entity, id }) => (entity === wanted ? id : []))
  const rows = yield* rowsById(dialect, org, from, idsOf(from))
  const groups = kind === from ? undefined : yield* readGroups(dialect, org, scene, idsOf(kind))
  return ({ entity, id }) => {
    if (entity === kind && groups !== undefined) return groups.get(id) ?? []
    const row = entity === from ? rows.get(id) : undefined
    return row === undefined ? [] : [row]
  }
}

function* ownEntries(
  dialect: Dialect,
  org: string,
  { place, delivery }: DeliveryScene,
  due: readonly Due[],
): Work<readonly LedgerEntry[]> {
  const own: LedgerEntry[] = []
  for (const [entity, rows] of Map.groupBy(due, (each) => each.entity)) {
    const ids = rows.map(({ id }) => id)
    own.push(...(yield* entriesBySource(dialect, org, place, delivery.id, entity, ids)))
  }
  return own
}

/** The name of a row among those of a delivery, also in its dead letters. */
export function sourceName(source: { readonly entity: string; readonly id: string }): string {
  return `${source.entity}/${source.id}`
}

/** What an action writes, or last wrote, as JSON text. */
export function payloadOf(action: Action): string {
  return action.kind === 'write' ? action.item.payload : (action.entry.payload ?? '{}')
}

/** The item of an action, or the last one that was sent. */
export function itemOf(action: Action): JsonObject {
  return action.kind === 'write' ? action.item.item : (JSON.parse(payloadOf(action)) as JsonObject)
}
