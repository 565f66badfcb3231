import { all, first, run, type Dialect, type Work } from './database.ts'
import type { ProductFeedRunTable } from './feed-run-tables.ts'

/** A run of a product feed that has ended. */
export interface FeedRun {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number
  readonly state: ProductFeedRunTable['state']
  /** The number of the last change when it began. */
  readonly seq: number
  /** Everything else that the document was made with. */
  readonly madeWith: string
  /** As JSON. */
  readonly report: string
}

/** Keeps a run as the newest one, whatever the clock says, and of the older ones the newest `keep`. */
export function* writeFeedRun(
  { build }: Dialect,
  org: string,
  feed: string,
  ended: FeedRun,
  keep: number,
): Work<void> {
  const own = build
    .selectFrom('product_feed_run')
    .select('ended_at')
    .where('org', '=', org)
    .where('feed', '=', feed)
    .orderBy('ended_at', 'desc')
  const newest = yield* first(own.limit(1))
  yield* run(
    build.insertInto('product_feed_run').values({
      org,
      feed,
      id: ended.id,
      started_at: ended.startedAt,
      ended_at: Math.max(ended.endedAt, (newest?.ended_at ?? 0) + 1),
      state: ended.state,
      seq: ended.seq,
      made_with: ended.madeWith,
      report: ended.report,
    }),
  )
  const oldest = yield* first(own.offset(keep).limit(1))
  if (oldest === undefined) return
  yield* run(
    build
      .deleteFrom('product_feed_run')
      .where('org', '=', org)
      .where('feed', '=', feed)
      .where('ended_at', '<=', oldest.ended_at),
  )
}

/** The runs of a feed that are kept, the newest first. */
export function* feedRuns(
  { build }: Dialect,
  org: string,
  feed: string,
  limit: number,
): Work<readonly FeedRun[]> {
  const rows = yield* all(
    build
      .selectFrom('product_feed_run')
      .selectAll()
      .where('org', '=', org)
      .where('feed', '=', feed)
      .orderBy('ended_at', 'desc')
      .limit(limit),
  )
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    seq: row.seq,
    madeWith: row.made_with,
    report: row.report,
  }))
}

/** Whether any row of some entities changed after a number of the log. */
export function* hasChangedSince(
  { build, within }: Dialect,
  org: string,
  entities: readonly string[],
  seq: number,
): Work<boolean> {
  const change = yield* first(
    build
      .selectFrom('change')
      .select('seq')
      .where('org', '=', org)
      // As the index has it.
      .where('lane', 'in', [0, 1])
      .where('entity', 'in', within(entities))
      .where('seq', '>', seq)
      .limit(1),
  )
  return change !== undefined
}
