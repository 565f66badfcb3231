import { faultOf, type Fault, type Json, type JsonObject } from '@cartograph/core'
import {
  addWork,
  clearJoinValues,
  joinedIds,
  moveConsumer,
  readConsumer,
  readHead,
  rowsAfter,
  rowsById,
  type Dialect,
  type JoinValue,
  type StoredRow,
  type Work,
  writeJoinValues,
} from '../store/index.ts'
import { takenOver } from './call.ts'
import { moveMembers } from './groups.ts'
import { joinValue, valueOf, type DeliveryJoin } from './join.ts'
import { holdDelivery } from './outcomes.ts'
import type { DeliveryScene } from './scene.ts'

/** Rows of one name that one row is given, at the most. */
const mostJoined = 1000
/** Of all rows that are looked at together. */
const mostRead = 100_000
const pageSize = 1000

/** Rows of other entities, by the names of `with`, for one row; or why they could not be asked for. */
export type JoinedRows = { readonly others: Record<string, Json> } | { readonly fault: Fault }

/** Reads the rows that a page of rows asks for; what is followed is written down first, so that no change slips through. */
export async function joinRows(
  scene: DeliveryScene,
  rows: readonly (StoredRow | undefined)[],
): Promise<readonly JoinedRows[]> {
  const { store, delivery, joins } = scene
  if (joins.length === 0) return rows.map(() => ({ others: {} }))
  const asked = rows.map((row) => askedBy(joins, row))
  const followed = joins.filter(({ follow }) => follow)
  if (followed.length > 0) {
    const values = rows.flatMap((row, index) =>
      row === undefined
        ? []
        : followed.map(({ name }): JoinValue => ({
            name,
            id: row.id,
            value: asked[index]?.values.get(name),
          })),
    )
    await store.write(function* (dialect, org) {
      yield* holdDelivery(dialect, org, scene)
      yield* writeJoinValues(dialect, org, delivery.id, 'asks', values)
    })
  }
  const found = await store.read(function* (dialect, org) {
    const byJoin = new Map<string, ReadonlyMap<string, readonly JsonObject[]>>()
    for (const join of joins) {
      const wanted = [...new Set(asked.flatMap(({ values }) => values.get(join.name) ?? []))]
      byJoin.set(join.name, yield* readJoined(dialect, org, scene, join, wanted))
    }
    return byJoin
  })
  return asked.map(({ values, fault }) => {
    if (fault !== undefined) return { fault }
    const others: Record<string, Json> = {}
    for (const join of joins) {
      const value = values.get(join.name)
      const all = (value === undefined ? undefined : found.get(join.name)?.get(value)) ?? []
      if (all.length > mostJoined)
        scene.tally.notes.add(
          `Of the rows of \`${join.name}\` only the first ${mostJoined} are at hand for one row.`,
        )
      const taken = takenOf(join, all.slice(0, mostJoined))
      if (taken !== undefined) others[join.name] = taken
    }
    return { others }
  })
}

interface Asked {
  readonly values: ReadonlyMap<string, string>
  readonly fault?: Fault
}

function askedBy(joins: readonly DeliveryJoin[], row: StoredRow | undefined): Asked {
  const values = new Map<string, string>()
  if (row === undefined || row.deleted) return { values }
  try {
    const data = JSON.parse(row.data) as JsonObject
    for (const join of joins) {
      const value = valueOf(join, join.where(data))
      if (value !== undefined) values.set(join.name, value)
    }
    return { values }
  } catch (error) {
    return { values, fault: faultOf(error) }
  }
}

function* readJoined(
  dialect: Dialect,
  org: string,
  { delivery: { id: delivery }, looksThrough = false }: DeliveryScene,
  join: DeliveryJoin,
  values: readonly string[],
): Work<ReadonlyMap<string, readonly JsonObject[]>> {
  if (looksThrough && !join.byId) return yield* lookThrough(dialect, org, join, new Set(values))
  const ids = join.byId
    ? values.map((value) => (JSON.parse(value) as [string])[0])
    : (yield* joinedIds(dialect, org, delivery, 'has', join.name, values, mostRead)).map(
        ({ id }) => id,
      )
  const rows = yield* rowsById(dialect, org, join.entity, ids.map(String))
  const present = [...rows.values()]
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ data }) => JSON.parse(data) as JsonObject)
  // By what a row says now, which may be newer than what it was found by.
  return Map.groupBy(present, (row) => valueOf(join, row) ?? '')
}

/** Rows with some values, among all rows of their entity. */
function* lookThrough(
  dialect: Dialect,
  org: string,
  join: DeliveryJoin,
  values: ReadonlySet<string>,
): Work<ReadonlyMap<string, readonly JsonObject[]>> {
  const found: JsonObject[] = []
  let after: string | undefined = ''
  while (after !== undefined && values.size > 0) {
    const page: readonly StoredRow[] = yield* rowsAfter(dialect, org, join.entity, after, pageSize)
    for (const row of page)
      if (values.has(joinValue(join, row).value ?? ''))
        found.push(JSON.parse(row.data) as JsonObject)
    after = page.at(-1)?.id
  }
  return Map.groupBy(found, (row) => valueOf(join, row) ?? '')
}

function takenOf({ take, orderBy }: DeliveryJoin, rows: readonly JsonObject[]): Json | undefined {
  const ordered = orderBy === undefined ? rows : rows.toSorted(comparing(orderBy))
  if (take === 'one') return ordered[0]
  return take === 'all' ? ordered : ordered.slice(0, take)
}

/** By a field of the rows; after a minus, the highest first. What has none comes last. */
function comparing(orderBy: string): (a: JsonObject, b: JsonObject) => number {
  const isDescending = orderBy.startsWith('-')
  const field = isDescending ? orderBy.slice(1) : orderBy
  return (first, second) => {
    const [a, b] = [first[field] ?? null, second[field] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const sign =
      typeof a === 'number' && typeof b === 'number' ? a - b : compareText(textOf(a), textOf(b))
    return isDescending ? -sign : sign
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/**
 * Collects by what every row that may be joined is found, once for a version of the delivery; later its changes keep it.
 *
 * The delivery's position in the log is taken before, so what changes meanwhile comes again.
 */
export async function collectJoinValues(scene: DeliveryScene, version: string): Promise<void> {
  const { store, delivery, joins, fence, clock } = scene
  const known = await store.read((dialect, org) => readConsumer(dialect, org, delivery.id))
  if (known?.joined === version) return
  await store.write((dialect, org) => clearJoinValues(dialect, org, delivery.id))
  for (const join of joins.filter(({ byId }) => !byId)) {
    let after: string | undefined = ''
    while (after !== undefined) {
      scene.signal.throwIfAborted()
      const cursor: string = after
      after = await store.write(function* (dialect, org) {
        const rows = yield* rowsAfter(dialect, org, join.entity, cursor, pageSize)
        const values = rows.map((row): JoinValue => joinValue(join, row))
        yield* writeJoinValues(dialect, org, delivery.id, 'has', values)
        return rows.at(-1)?.id
      })
    }
  }
  if (scene.mapping.grouped) await collectGroups(scene)
  const isOurs = await store.write((dialect, org) =>
    moveConsumer(dialect, org, delivery.id, fence, { joined: version }, clock.now()),
  )
  if (!isOurs) throw takenOver(scene)
}

/** In which group every row is that the delivery sends; a row of which that cannot be told is looked at by itself. */
async function collectGroups(scene: DeliveryScene): Promise<void> {
  const { store, delivery } = scene
  let after: string | undefined = ''
  while (after !== undefined) {
    scene.signal.throwIfAborted()
    const cursor: string = after
    after = await store.write(function* (dialect, org) {
      const rows = yield* rowsAfter(dialect, org, delivery.from, cursor, pageSize)
      const { nameless } = yield* moveMembers(dialect, org, scene, rows)
      const { seq } = yield* readHead(dialect, org)
      const due = nameless.map((id) => ({ entity: delivery.from, id, seq, lane: 'bulk' as const }))
      yield* addWork(dialect, org, delivery.id, due)
      return rows.at(-1)?.id
    })
  }
}
