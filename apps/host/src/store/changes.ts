import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

export type Lane = 'live' | 'bulk'
export const laneNumber = { live: 0, bulk: 1 } as const
const lanes: readonly Lane[] = ['live', 'bulk']

export interface CommerceChange {
  readonly entity: string
  readonly id: string
  readonly op: 'upsert' | 'delete'
}

/** Each is given its place before the head, which the same transaction has moved on. */
const upsertChange = insertOrReplace(
  'change',
  ['org', 'entity', 'id', 'seq', 'op', 'lane', 'changed_at'],
  {},
  { seq: '(select head.seq from change_head as head where head.org = first.org) - given.seq' },
)

/**
 * Numbers the changes of a transaction and moves each row's one entry in the log up.
 *
 * It must be the last thing before the commit: the head row stays locked until then, so the numbers of an organisation
 * become visible in their order and without a hole. Everybody else who writes waits meanwhile, so the numbers are reckoned where
 * they are written: nothing comes back here in between, and the commit is on its way behind them.
 */
export function* appendChanges(
  { build }: Dialect,
  org: string,
  changes: readonly CommerceChange[],
  lane: Lane,
  now: number,
): Work<void> {
  if (changes.length === 0) return
  yield* run(
    build
      .updateTable('change_head')
      .set((table) => ({ seq: table('seq', '+', changes.length) }))
      .where('org', '=', org),
  )
  yield* bulk(
    upsertChange,
    changes.map((change, index) => [
      org,
      change.entity,
      change.id,
      changes.length - index - 1,
      change.op === 'upsert' ? 1 : 2,
      laneNumber[lane],
      now,
    ]),
  )
}

export interface Head {
  readonly seq: number
  readonly purgedTo: number
  readonly epoch: string
}

/** Gives a new organisation its head; `epoch` says which life of the database the numbers belong to. */
export function* ensureHead({ build }: Dialect, org: string, epoch: string): Work<void> {
  yield* run(
    build
      .insertInto('change_head')
      .values({ org, seq: 0, purged_to: 0, epoch })
      .onConflict((conflict) => conflict.column('org').doNothing()),
  )
}

export function* readHead({ build }: Dialect, org: string): Work<Head> {
  const head = yield* first(build.selectFrom('change_head').selectAll().where('org', '=', org))
  return { seq: head?.seq ?? 0, purgedTo: head?.purged_to ?? 0, epoch: head?.epoch ?? '' }
}

export interface LoggedChange extends CommerceChange {
  readonly seq: number
}

/**
 * How many changes of an entity lie past a consumer's positions.
 *
 * Each lane is asked for by itself: in one question with an `or` SQLite would look through every row of the entity.
 */
export function* countChangesAfter(
  { build }: Dialect,
  org: string,
  entity: string,
  positions: Readonly<Record<Lane, number>>,
): Work<number> {
  let count = 0
  for (const lane of lanes) {
    const row = yield* first(
      build
        .selectFrom('change')
        .select((table) => table.fn.countAll<number>().as('count'))
        .where('org', '=', org)
        .where('lane', '=', laneNumber[lane])
        .where('seq', '>', positions[lane])
        .where('entity', '=', entity),
    )
    count += row?.count ?? 0
  }
  return count
}

/** Which of some rows have changed past a position of a lane. */
export function* changedAfter(
  { build, within }: Dialect,
  org: string,
  lane: Lane,
  seq: number,
  { entity, ids }: { readonly entity: string; readonly ids: readonly string[] },
): Work<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = yield* all(
    build
      .selectFrom('change')
      .select('id')
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids))
      .where('lane', '=', laneNumber[lane])
      .where('seq', '>', seq),
  )
  return new Set(rows.map(({ id }) => id))
}

/** The next changes of a lane after a position, in their order. */
export function* changesAfter(
  { build }: Dialect,
  org: string,
  lane: Lane,
  seq: number,
  limit: number,
): Work<readonly LoggedChange[]> {
  const rows = yield* all(
    build
      .selectFrom('change')
      .select(['entity', 'id', 'seq', 'op'])
      .where('org', '=', org)
      .where('lane', '=', laneNumber[lane])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit),
  )
  return rows.map((row) => ({
    entity: row.entity,
    id: row.id,
    seq: row.seq,
    op: row.op === 2 ? 'delete' : 'upsert',
  }))
}

/** The rows of an entity that changed last and are still there, the newest first. */
export function* newestRows(
  { build }: Dialect,
  org: string,
  entity: string,
  limit: number,
): Work<readonly string[]> {
  const found: { id: string; seq: number }[] = []
  for (const lane of Object.values(laneNumber))
    found.push(
      ...(yield* all(
        build
          .selectFrom('change')
          .select(['id', 'seq'])
          .where('org', '=', org)
          .where('lane', '=', lane)
          .where('entity', '=', entity)
          .where('op', '=', 1)
          .orderBy('seq', 'desc')
          .limit(limit),
      )),
    )
  return found
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, limit)
    .map(({ id }) => id)
}
