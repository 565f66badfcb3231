import { insertOrReplace } from './bulk-forms.ts'
import type { Lane } from './changes.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import { advanceSlice, type SliceStep } from './slices.ts'

/** A stream whose rows are listed for each row of another stream. */
export interface ChildStream {
  readonly stream: string
  /** Which rows of a first load count: all, none, or those changed since an instant. */
  readonly backfill: 'all' | 'none' | { readonly since: number }
  /** The vendor's log tells of its rows: after the first load only what a parent leaves behind is looked for. */
  readonly isFed: boolean
}

/** A row of the parent stream, and its sortable version where it has one. */
export interface ParentMark {
  readonly key: string
  readonly version: string | null
  readonly deleted: number
}

/** Into how many parts the parents of a stream fall, so that as many can be read at once. */
export const childParts = 4

const markDue = insertOrReplace(
  'child_due',
  ['org', 'connection', 'stream', 'part', 'parent_key', 'mark'],
  { mark: 'child_due.mark + 1' },
)

function dueRow(org: string, { connection, stream }: Place, parent: string) {
  return [org, connection, stream, partOf(parent), parent, 1]
}

/** Notes that the children of rows are to be read; rows of a first load only as far as each child stream asks for them. */
export function* markChildrenDue(
  org: string,
  connection: string,
  children: readonly ChildStream[],
  parents: readonly ParentMark[],
  lane: Lane,
): Work<void> {
  for (const { stream, backfill, isFed } of children)
    yield* bulk(
      markDue,
      parents
        .filter(({ version, deleted }) =>
          lane === 'live' ? !isFed || deleted === 1 : counts(backfill, version),
        )
        .map(({ key }) => dueRow(org, { connection, stream }, key)),
    )
}

/** Notes parents that are gone, so that rows which are told of after them go too. */
export function* markGoneParentsDue(
  { build, within }: Dialect,
  org: string,
  place: Place,
  parentStream: string,
  parents: readonly string[],
): Work<void> {
  if (parents.length === 0) return
  const gone = yield* all(
    build
      .selectFrom('record')
      .select('key')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', parentStream)
      .where('key', 'in', within(parents))
      .where('deleted', '=', 1)
      .orderBy('key'),
  )
  yield* bulk(
    markDue,
    gone.map(({ key }) => dueRow(org, place, key)),
  )
}

function counts(backfill: ChildStream['backfill'], version: string | null): boolean {
  if (backfill === 'all' || backfill === 'none') return backfill === 'all'
  if (version === null) return true
  const instant = /^\d+$/.test(version) ? Number(version) : Date.parse(version)
  // A version that is no instant says nothing about age.
  return !(instant < backfill.since)
}

function partOf(key: string): number {
  let hash = 0
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) % 1_000_003
  return hash % childParts
}

export interface DueParent {
  readonly key: string
  readonly mark: number
  /** Undefined: the parent is gone, or was never readable. */
  readonly data: string | undefined
}

/** The next parent of a part whose children are to be read. */
export function* nextParent(
  { build }: Dialect,
  org: string,
  place: Place,
  parentStream: string,
  part: number,
): Work<DueParent | undefined> {
  const row = yield* first(
    build
      .selectFrom('child_due')
      .leftJoin('record', (join) =>
        join
          .onRef('record.org', '=', 'child_due.org')
          .onRef('record.connection', '=', 'child_due.connection')
          .on('record.stream', '=', parentStream)
          .onRef('record.key', '=', 'child_due.parent_key'),
      )
      .select(['child_due.parent_key', 'child_due.mark', 'record.data', 'record.deleted'])
      .where('child_due.org', '=', org)
      .where('child_due.connection', '=', place.connection)
      .where('child_due.stream', '=', place.stream)
      .where('child_due.part', '=', part)
      .orderBy('child_due.parent_key')
      .limit(1),
  )
  if (row === undefined) return undefined
  const data = row.deleted === 0 ? (row.data ?? undefined) : undefined
  return { key: row.parent_key, mark: row.mark, data }
}

/** Ends the reading of a parent's children: its mark goes, unless it changed meanwhile. `false`: the lease was lost. */
export function* settleParent(
  dialect: Dialect,
  org: string,
  place: Place,
  settled: { readonly slice: SliceStep; readonly part: number; readonly parent: ParentTurn },
): Work<boolean> {
  const { slice, part, parent } = settled
  const advanced = yield* advanceSlice(dialect, org, place, slice)
  if (!advanced) return false
  yield* run(
    dialect.build
      .deleteFrom('child_due')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('part', '=', part)
      .where('parent_key', '=', parent.key)
      .where('mark', '=', parent.mark),
  )
  return true
}

export interface ParentTurn {
  readonly key: string
  readonly mark: number
}

/** The next rows of a stream as parents, in key order, for a child stream that is enabled after them. */
export function* parentsAfter(
  { build }: Dialect,
  org: string,
  place: Place,
  after: string,
  limit: number,
): Work<readonly ParentMark[]> {
  return yield* all(
    build
      .selectFrom('record')
      .select(['key', 'version', 'deleted'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('deleted', '=', 0)
      .where('key', '>', after)
      .orderBy('key')
      .limit(limit),
  )
}
