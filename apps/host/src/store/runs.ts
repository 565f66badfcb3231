import { all, first, run, type Dialect, type Work } from './database.ts'

/** One run of a stream or a delivery, for people who ask what happened. */
export interface RunEntry {
  readonly id: string
  readonly part: string
  readonly startedAt: number
  readonly endedAt: number | undefined
  readonly ok: boolean | undefined
  /** The report of its end, as JSON text. */
  readonly report: string | undefined
}

export function* beginRun(
  { build }: Dialect,
  org: string,
  entry: {
    readonly id: string
    readonly side: 'source' | 'delivery'
    readonly part: string
    readonly now: number
  },
): Work<void> {
  yield* run(
    build.insertInto('run').values({
      org,
      id: entry.id,
      side: entry.side,
      part: entry.part,
      started_at: entry.now,
      ended_at: null,
      ok: null,
      report: null,
    }),
  )
}

/** How many runs of a part are remembered. */
const remembered = 50

export function* endRun(
  { build }: Dialect,
  org: string,
  entry: {
    readonly id: string
    readonly side: 'source' | 'delivery'
    readonly part: string
    readonly now: number
    readonly ok: boolean
    readonly report: string
  },
): Work<void> {
  yield* run(
    build
      .updateTable('run')
      .set({ ended_at: entry.now, ok: entry.ok ? 1 : 0, report: entry.report })
      .where('org', '=', org)
      .where('id', '=', entry.id),
  )
  const oldest = yield* first(
    build
      .selectFrom('run')
      .select('started_at')
      .where('org', '=', org)
      .where('side', '=', entry.side)
      .where('part', '=', entry.part)
      .orderBy('started_at', 'desc')
      .offset(remembered)
      .limit(1),
  )
  if (oldest !== undefined)
    yield* run(
      build
        .deleteFrom('run')
        .where('org', '=', org)
        .where('side', '=', entry.side)
        .where('part', '=', entry.part)
        .where('started_at', '<=', oldest.started_at),
    )
}

/** The newest runs of a part, the newest first. */
export function* lastRuns(
  { build }: Dialect,
  org: string,
  side: 'source' | 'delivery',
  part: string,
  limit: number,
): Work<readonly RunEntry[]> {
  const rows = yield* all(
    build
      .selectFrom('run')
      .selectAll()
      .where('org', '=', org)
      .where('side', '=', side)
      .where('part', '=', part)
      .orderBy('started_at', 'desc')
      .limit(limit),
  )
  return rows.map((row) => ({
    id: row.id,
    part: row.part,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    ok: row.ok === null ? undefined : row.ok === 1,
    report: row.report ?? undefined,
  }))
}
