import { sql } from 'kysely'
import { insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import type { PlannedSegment } from './segment-plan.ts'
import { planSql } from './segment-plan-sql.ts'

/** The rows that a plan is of: whichever they are, they have a name. */
function itemsOf({ table }: Pick<PlannedSegment, 'table'>) {
  return sql<{ org: string; id: string }>`${sql.table(table)}`.as('item')
}

/** Who fulfils a plan, in the order of their ids. */
export function* plannedMembers(
  { build }: Dialect,
  org: string,
  plan: PlannedSegment,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom(itemsOf(plan))
      .select('item.id')
      .where('item.org', '=', org)
      .where('item.id', '>', after)
      .where(planSql(plan, 'item'))
      .orderBy('item.id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

export function* countPlanned({ build }: Dialect, org: string, plan: PlannedSegment): Work<number> {
  const row = yield* first(
    build
      .selectFrom(itemsOf(plan))
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('item.org', '=', org)
      .where(planSql(plan, 'item')),
  )
  return row?.count ?? 0
}

/** Whether one customer, order or product fulfils a plan; undefined where there is none of that name. */
export function* fulfilsPlan(
  { build }: Dialect,
  org: string,
  plan: PlannedSegment,
  id: string,
): Work<boolean | undefined> {
  const row = yield* first(
    build
      .selectFrom(itemsOf(plan))
      .select(sql<number>`case when ${planSql(plan, 'item')} then 1 else 0 end`.as('is_in'))
      .where('item.org', '=', org)
      .where('item.id', '=', id),
  )
  return row && row.is_in === 1
}

/** What is kept in a column of one customer, order or product; undefined where nothing is known. */
export function* segmentValueOf(
  { build }: Dialect,
  org: string,
  table: PlannedSegment['table'],
  column: string,
  id: string,
): Work<string | number | undefined> {
  const row = yield* first(
    build
      .selectFrom(itemsOf({ table }))
      .select(sql<string | number | null>`${sql.ref(`item.${column}`)}`.as('value'))
      .where('item.org', '=', org)
      .where('item.id', '=', id),
  )
  return row?.value ?? undefined
}

/** Who is to enter or to leave. */
export interface SegmentMoves {
  readonly entering: readonly string[]
  readonly leaving: readonly string[]
}

/** How what is kept of a segment differs from its plan, among some or among all. */
export function* segmentMoves(
  { build, within }: Dialect,
  org: string,
  segment: string,
  plan: PlannedSegment,
  { among, limit }: { readonly among?: readonly string[]; readonly limit: number },
): Work<SegmentMoves> {
  if (among?.length === 0) return { entering: [], leaving: [] }
  const entering = yield* all(
    build
      .selectFrom(itemsOf(plan))
      .select('item.id')
      .where('item.org', '=', org)
      .$if(among !== undefined, (query) => query.where('item.id', 'in', within(among ?? [])))
      .where(planSql(plan, 'item'))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('segment_member as kept')
              .select('kept.member')
              .where('kept.org', '=', org)
              .where('kept.segment', '=', segment)
              .whereRef('kept.member', '=', 'item.id')
              .where('kept.left_at', 'is', null),
          ),
        ),
      )
      .limit(limit),
  )
  const leaving = yield* all(
    build
      .selectFrom('segment_member as kept')
      .select('kept.member')
      .where('kept.org', '=', org)
      .where('kept.segment', '=', segment)
      .where('kept.left_at', 'is', null)
      .$if(among !== undefined, (query) => query.where('kept.member', 'in', within(among ?? [])))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom(itemsOf(plan))
              .select('item.id')
              .where('item.org', '=', org)
              .whereRef('item.id', '=', 'kept.member')
              .where(planSql(plan, 'item')),
          ),
        ),
      )
      .limit(limit),
  )
  return { entering: entering.map(({ id }) => id), leaving: leaving.map(({ member }) => member) }
}

const enter = insertOrReplace(
  'segment_member',
  ['org', 'segment', 'member', 'entered_at', 'left_at', 'turn'],
  { turn: 'segment_member.turn + 1' },
)
const leave = updateMatching('segment_member', ['org', 'segment', 'member'], ['left_at'])

/** Writes who entered and who left; gives back how often each of them has entered. */
export function* moveMembersOf(
  { build, within }: Dialect,
  org: string,
  segment: string,
  { entering, leaving }: SegmentMoves,
  now: number,
): Work<ReadonlyMap<string, number>> {
  yield* bulk(
    enter,
    entering.map((member) => [org, segment, member, now, null, 1]),
  )
  yield* bulk(
    leave,
    leaving.map((member) => [now, org, segment, member]),
  )
  const moved = [...entering, ...leaving]
  if (moved.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('segment_member')
      .select(['member', 'turn'])
      .where('org', '=', org)
      .where('segment', '=', segment)
      .where('member', 'in', within(moved)),
  )
  return new Map(rows.map(({ member, turn }) => [member, turn]))
}

/** Takes everybody in who fulfils the plan of a segment that was not there before, as one statement. */
export function* fillSegment(
  { build }: Dialect,
  org: string,
  segment: string,
  plan: PlannedSegment,
  now: number,
): Work<void> {
  yield* run(
    build
      .insertInto('segment_member')
      .columns(['org', 'segment', 'member', 'entered_at', 'left_at', 'turn'])
      .expression(
        build
          .selectFrom(itemsOf(plan))
          .select([
            'item.org',
            sql.lit(segment).as('segment'),
            'item.id',
            sql<number>`${sql.lit(now)}`.as('entered_at'),
            sql<number | null>`cast(null as bigint)`.as('left_at'),
            sql<number>`1`.as('turn'),
          ])
          .where('item.org', '=', org)
          .where(planSql(plan, 'item')),
      ),
  )
}

export interface SegmentMember {
  readonly member: string
  readonly enteredAt: number
}

/** Who is in a segment now, in the order of their ids. */
export function* segmentMembers(
  { build }: Dialect,
  org: string,
  segment: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Work<readonly SegmentMember[]> {
  return yield* all(
    build
      .selectFrom('segment_member')
      .select(['member', 'entered_at as enteredAt'])
      .where('org', '=', org)
      .where('segment', '=', segment)
      .where('member', '>', after)
      .where('left_at', 'is', null)
      .orderBy('member')
      .limit(limit),
  )
}

/** All who are in a segment now. */
export function* allSegmentMembers(
  { build }: Dialect,
  org: string,
  segment: string,
): Work<ReadonlySet<string>> {
  const rows = yield* all(
    build
      .selectFrom('segment_member')
      .select('member')
      .where('org', '=', org)
      .where('segment', '=', segment)
      .where('left_at', 'is', null),
  )
  return new Set(rows.map(({ member }) => member))
}

/** Which of some are in a segment now. */
export function* membersAmong(
  { build, within }: Dialect,
  org: string,
  segment: string,
  ids: readonly string[],
): Work<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = yield* all(
    build
      .selectFrom('segment_member')
      .select('member')
      .where('org', '=', org)
      .where('segment', '=', segment)
      .where('member', 'in', within(ids))
      .where('left_at', 'is', null),
  )
  return new Set(rows.map(({ member }) => member))
}

/** How many are in each segment now. */
export function* segmentCounts({ build }: Dialect, org: string): Work<ReadonlyMap<string, number>> {
  const rows = yield* all(
    build
      .selectFrom('segment_member')
      .select((table) => ['segment', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('left_at', 'is', null)
      .groupBy('segment'),
  )
  return new Map(rows.map(({ segment, count }) => [segment, count]))
}

/** Forgets a segment that is there no more. */
export function* dropSegment({ build }: Dialect, org: string, segment: string): Work<void> {
  yield* run(
    build.deleteFrom('segment_member').where('org', '=', org).where('segment', '=', segment),
  )
  yield* run(build.deleteFrom('segment_state').where('org', '=', org).where('id', '=', segment))
}
