import { readHead } from './changes.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'

export interface PurgeWish {
  /** Rows that were deleted before this may go. */
  readonly before: number
  /** Whoever has not moved since, and has something left to read, is waited for no longer: it begins anew when it comes back. */
  readonly staleBefore: number
  readonly limit: number
}

interface Place {
  readonly id: string
  readonly live: number
  readonly bulk: number
  readonly movedAt: number
  /** Up to here nothing is left for it to read. */
  readonly seenTo: number
}

/**
 * Forgets rows that were deleted long ago and of whose end everybody who follows the log has heard; says how many.
 *
 * The log then begins behind them: whoever comes back with an older position sees that it missed something, and those who missed
 * nothing are moved past it.
 */
export function* purgeDeleted(dialect: Dialect, org: string, wish: PurgeWish): Work<number> {
  const { build, within } = dialect
  const old = yield* all(
    build
      .selectFrom('change')
      .select(['entity', 'id', 'seq'])
      .where('org', '=', org)
      .where('op', '=', 2)
      .where('changed_at', '<', wish.before)
      .orderBy('seq')
      .limit(wish.limit),
  )
  if (old.length === 0) return 0
  const places = yield* placesOf(dialect, org)
  const awaited = places.filter(({ movedAt }) => movedAt >= wish.staleBefore)
  const seenByAll = Math.min(...awaited.map(({ seenTo }) => seenTo))
  const seen = old.filter(({ seq }) => seq <= seenByAll)
  const purgedTo = seen.at(-1)?.seq
  if (purgedTo === undefined) return 0
  // In the order in which whoever writes rows locks: the rows, the head, the log.
  const byEntity = Map.groupBy(seen, ({ entity }) => entity)
  for (const [entity, rows] of byEntity)
    yield* run(
      build
        .deleteFrom('commerce')
        .where('org', '=', org)
        .where('entity', '=', entity)
        .where('deleted_at', 'is not', null)
        .where('id', 'in', within(rows.map(({ id }) => id))),
    )
  yield* run(
    build
      .updateTable('change_head')
      .set({ purged_to: purgedTo })
      .where('org', '=', org)
      .where('purged_to', '<', purgedTo),
  )
  // Where a row came back meanwhile, its entry has moved up and stays.
  for (const [entity, rows] of byEntity)
    yield* run(
      build
        .deleteFrom('change')
        .where('org', '=', org)
        .where('entity', '=', entity)
        .where('op', '=', 2)
        .where('seq', '<=', purgedTo)
        .where('id', 'in', within(rows.map(({ id }) => id))),
    )
  for (const { id, live, bulk } of places.filter(({ seenTo }) => seenTo >= purgedTo))
    for (const [lane, position] of Object.entries({ live, bulk }))
      if (position < purgedTo)
        yield* run(
          build
            .updateTable('consumer')
            .set({ [lane]: purgedTo })
            .where('org', '=', org)
            .where('id', '=', id)
            .where(lane === 'live' ? 'live' : 'bulk', '=', position),
        )
  return seen.length
}

/** How far everybody is who follows the log. */
function* placesOf(dialect: Dialect, org: string): Work<readonly Place[]> {
  const { build } = dialect
  const { seq } = yield* readHead(dialect, org)
  const consumers = yield* all(
    build.selectFrom('consumer').select(['id', 'live', 'bulk', 'moved_at']).where('org', '=', org),
  )
  const places: Place[] = []
  for (const { id, live, bulk, moved_at: movedAt } of consumers) {
    const unread = [
      yield* firstUnread(dialect, org, 0, live),
      yield* firstUnread(dialect, org, 1, bulk),
    ]
    const seenTo = Math.min(...unread.map((next) => (next === undefined ? seq : next - 1)))
    places.push({ id, live, bulk, movedAt, seenTo })
  }
  return places
}

function* firstUnread(
  { build }: Dialect,
  org: string,
  lane: 0 | 1,
  position: number,
): Work<number | undefined> {
  const row = yield* first(
    build
      .selectFrom('change')
      .select('seq')
      .where('org', '=', org)
      .where('lane', '=', lane)
      .where('seq', '>', position)
      .orderBy('seq')
      .limit(1),
  )
  return row?.seq
}
