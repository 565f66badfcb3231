import { all, run, type Dialect, type Work } from './database.ts'

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
