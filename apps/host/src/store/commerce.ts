import { insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import type { CommerceChange } from './changes.ts'

/** A commerce row as a mapping made it: JSON text and its hash. */
export interface MappedRow {
  readonly entity: string
  readonly id: string
  readonly data: string
  readonly hash: string
}

/** A record or a group, with the rows that it gave before (`entity/id`) and those that it gives now. */
export interface Giver {
  readonly before: readonly string[]
  readonly after: readonly MappedRow[]
}

/** The name of a row within its organisation, as records and groups remember it. */
export function rowName(row: { readonly entity: string; readonly id: string }): string {
  return `${row.entity}/${row.id}`
}

interface Touched {
  readonly entity: string
  readonly id: string
  readonly stored:
    | { readonly hash: string; readonly givers: number; readonly deleted: boolean }
    | undefined
  givers: number
  row: MappedRow | undefined
}

// Rows that are there are locked when they are read, rows that are not cannot be: somebody else may have made one since. Both are
// counted right when what a row gains is added to what it has.
const upsertRow = insertOrReplace(
  'commerce',
  ['org', 'entity', 'id', 'connection', 'data', 'hash', 'givers', 'deleted_at'],
  { givers: 'commerce.givers + excluded.givers' },
)
const countGivers = updateMatching('commerce', ['org', 'entity', 'id'], ['givers'])
const buryRow = updateMatching('commerce', ['org', 'entity', 'id'], ['givers', 'deleted_at'])

/**
 * Writes what the givers give now, and deletes the rows that nobody gives any more.
 *
 * Several givers may share a row: the last one to be written decides what it says, and it lives as long as one of them
 * gives it. Gives back the rows that changed, in key order.
 */
export function* writeCommerce(
  dialect: Dialect,
  org: string,
  connection: string,
  givers: readonly Giver[],
  now: number,
): Work<readonly CommerceChange[]> {
  const touched = yield* readTouched(dialect, org, givers)
  for (const giver of givers) {
    const before = new Set(giver.before)
    const after = new Set<string>()
    for (const row of giver.after) {
      const name = rowName(row)
      const entry = touched.get(name)
      if (entry === undefined) continue
      if (!before.has(name) && !after.has(name)) entry.givers += 1
      after.add(name)
      entry.row = row
    }
    for (const name of before) {
      const entry = touched.get(name)
      if (entry !== undefined && !after.has(name)) entry.givers = Math.max(0, entry.givers - 1)
    }
  }
  const entries = [...touched.values()]
  const buried = entries.filter((entry) => entry.givers === 0 && entry.stored?.deleted === false)
  const written = entries.flatMap((entry) =>
    entry.givers > 0 && entry.row !== undefined && differs(entry.row, entry.stored)
      ? [{ row: entry.row, gained: entry.givers - (entry.stored?.givers ?? 0) }]
      : [],
  )
  const writtenNames = new Set(written.map(({ row }) => rowName(row)))
  const counted = entries.filter(
    (entry) =>
      entry.givers > 0 &&
      entry.stored !== undefined &&
      entry.givers !== entry.stored.givers &&
      !writtenNames.has(rowName(entry)),
  )
  yield* bulk(
    upsertRow,
    written.map(({ row, gained }) => [
      org,
      row.entity,
      row.id,
      connection,
      row.data,
      row.hash,
      gained,
      null,
    ]),
  )
  yield* bulk(
    countGivers,
    counted.map((entry) => [entry.givers, org, entry.entity, entry.id]),
  )
  yield* bulk(
    buryRow,
    buried.map((entry) => [0, now, org, entry.entity, entry.id]),
  )
  return [
    ...written.map(({ row }) => ({ entity: row.entity, id: row.id, op: 'upsert' as const })),
    ...buried.map(({ entity, id }) => ({ entity, id, op: 'delete' as const })),
  ]
}

function differs(row: MappedRow, stored: Touched['stored']): boolean {
  return stored === undefined || stored.deleted || stored.hash !== row.hash
}

function* readTouched(
  { build, within, locked }: Dialect,
  org: string,
  givers: readonly Giver[],
): Work<Map<string, Touched>> {
  const names = new Set<string>()
  for (const giver of givers) {
    for (const name of giver.before) names.add(name)
    for (const row of giver.after) names.add(rowName(row))
  }
  const byEntity = new Map<string, string[]>()
  for (const name of [...names].toSorted()) {
    const slash = name.indexOf('/')
    const ids = byEntity.get(name.slice(0, slash))
    if (ids === undefined) byEntity.set(name.slice(0, slash), [name.slice(slash + 1)])
    else ids.push(name.slice(slash + 1))
  }
  const touched = new Map<string, Touched>()
  for (const [entity, ids] of byEntity) {
    const rows = yield* all(
      locked(
        build
          .selectFrom('commerce')
          .select(['id', 'hash', 'givers', 'deleted_at'])
          .where('org', '=', org)
          .where('entity', '=', entity)
          .where('id', 'in', within(ids))
          .orderBy('id'),
      ),
    )
    const stored = new Map(rows.map((row) => [row.id, row]))
    for (const id of ids) {
      const row = stored.get(id)
      touched.set(`${entity}/${id}`, {
        entity,
        id,
        stored: row && { hash: row.hash, givers: row.givers, deleted: row.deleted_at !== null },
        givers: row?.givers ?? 0,
        row: undefined,
      })
    }
  }
  return touched
}

export interface StoredRow {
  readonly id: string
  readonly data: string
  readonly hash: string
  readonly deleted: boolean
}

/** The rows of an entity after an id, in id order. */
export function* rowsAfter(
  { build }: Dialect,
  org: string,
  entity: string,
  after: string,
  limit: number,
): Work<readonly StoredRow[]> {
  const rows = yield* all(
    build
      .selectFrom('commerce')
      .select(['id', 'data', 'hash', 'deleted_at'])
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(storedRow)
}

/** The present rows of some ids; those that never were are missing. */
export function* rowsById(
  { build, within }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, StoredRow>> {
  const rows = yield* all(
    build
      .selectFrom('commerce')
      .select(['id', 'data', 'hash', 'deleted_at'])
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
  return new Map(rows.map((row) => [row.id, storedRow(row)]))
}

function storedRow(row: {
  id: string
  data: string
  hash: string
  deleted_at: number | null
}): StoredRow {
  return { id: row.id, data: row.data, hash: row.hash, deleted: row.deleted_at !== null }
}
