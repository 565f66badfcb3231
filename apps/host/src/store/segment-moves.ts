import { sql } from 'kysely'
import { insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import type { PlannedSegment } from './segment-plan.ts'
import { planSql } from './segment-plan-sql.ts'
import { itemsOf } from './segment-planned.ts'

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
