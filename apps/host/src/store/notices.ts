import { all, first, run, type Dialect, type Work } from './database.ts'
import type { NoticeTable } from './notice-tables.ts'

export type Notice = Omit<NoticeTable, 'org'>
export type NoticeKey = Pick<Notice, 'source' | 'period' | 'target'>

/** Puts notices down to be sent; one of the same source, period and target is there once. */
export function* addNotices(
  { build }: Dialect,
  org: string,
  notices: readonly (NoticeKey & Pick<Notice, 'connection' | 'action' | 'input'>)[],
  now: number,
): Work<void> {
  for (const notice of notices)
    yield* run(
      build
        .insertInto('notice')
        .values({
          org,
          ...notice,
          state: 'due',
          attempts: 0,
          due_at: now,
          made_at: now,
          settled_at: null,
          problem: null,
        })
        .onConflict((conflict) =>
          conflict.columns(['org', 'source', 'period', 'target']).doNothing(),
        ),
    )
}

export function* hasNotice(
  { build }: Dialect,
  org: string,
  { source, period }: Pick<Notice, 'source' | 'period'>,
): Work<boolean> {
  const row = yield* first(
    build
      .selectFrom('notice')
      .select('target')
      .where('org', '=', org)
      .where('source', '=', source)
      .where('period', '=', period)
      .limit(1),
  )
  return row !== undefined
}

/** Those that are to be sent, and those that were begun and not ended, the oldest first. */
export function* openNotices(
  { build }: Dialect,
  org: string,
  now: number,
): Work<readonly Notice[]> {
  return yield* all(
    build
      .selectFrom('notice')
      .selectAll()
      .where('org', '=', org)
      .where('state', 'in', ['due', 'sending'])
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(100),
  )
}

/** Says that a notice is being sent, before the first byte of it leaves; false: it is not due any more. */
export function* beginNotice(
  { build }: Dialect,
  org: string,
  { source, period, target }: NoticeKey,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('notice')
      .set((table) => ({ state: 'sending', attempts: table('attempts', '+', 1) }))
      .where('org', '=', org)
      .where('source', '=', source)
      .where('period', '=', period)
      .where('target', '=', target)
      .where('state', '=', 'due')
      .returning('target'),
  )
  return row !== undefined
}

/** What became of a notice; `due` puts it down once more. What was sent by one that has ended is forgotten: it may be a large document. */
export function* settleNotice(
  { build }: Dialect,
  org: string,
  { source, period, target }: NoticeKey,
  came: {
    readonly state: 'due' | 'sent' | 'failed' | 'unknown'
    readonly at: number
    readonly dueAt?: number
    readonly problem?: string
  },
): Work<void> {
  yield* run(
    build
      .updateTable('notice')
      .set({
        state: came.state,
        settled_at: came.state === 'due' ? null : came.at,
        due_at: came.dueAt ?? came.at,
        problem: came.problem ?? null,
        ...(came.state !== 'due' && { input: '{}' }),
      })
      .where('org', '=', org)
      .where('source', '=', source)
      .where('period', '=', period)
      .where('target', '=', target),
  )
}

/** The newest notices of a source, the newest first. */
export function* lastNotices(
  { build }: Dialect,
  org: string,
  source: string,
  limit: number,
): Work<readonly Notice[]> {
  return yield* all(
    build
      .selectFrom('notice')
      .selectAll()
      .where('org', '=', org)
      .where('source', '=', source)
      .orderBy('made_at', 'desc')
      .orderBy('target')
      .limit(limit),
  )
}

export function* purgeNotices({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(
    build
      .deleteFrom('notice')
      .where('org', '=', org)
      .where('settled_at', 'is not', null)
      .where('settled_at', '<', before),
  )
}
