import { sql } from 'kysely'
import { first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import type { SliceTable } from './reading-tables.ts'
import type { PlannedSlice } from './slice-plans.ts'

/** A slice that this process may read. */
export interface HeldSlice extends PlannedSlice {
  readonly generation: number
  readonly fromInstant: number
  readonly position: string | null
  readonly page: number
  readonly fence: number
  readonly attempts: number
}

/**
 * Takes the lease of a slice that nobody else has: the fence grows, so that whoever held it before can commit nothing more.
 *
 * Of slices that never run at the same time only one is given out. An owner reads a slice once at a time, so one that it could
 * not give back it takes again.
 */
export function* acquireSlice(
  dialect: Dialect,
  org: string,
  place: Place,
  id: string,
  lease: { readonly owner: string; readonly forMs: number },
): Work<HeldSlice | undefined> {
  const { build, instant } = dialect
  const { owner, forMs } = lease
  const wanted = yield* first(
    build
      .selectFrom('slice')
      .select('group_key')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', id),
  )
  const group = wanted?.group_key ?? null
  if (group !== null) {
    yield* dialect.alone(['slice group', org, place.connection, place.stream, group])
    const other = yield* first(
      build
        .selectFrom('slice')
        .select('id')
        .where('org', '=', org)
        .where('connection', '=', place.connection)
        .where('stream', '=', place.stream)
        .where('group_key', '=', group)
        .where('id', '!=', id)
        .where('status', '=', 'open')
        .where('lease_until', '>', instant),
    )
    if (other !== undefined) return undefined
  }
  const row = yield* first(
    build
      .updateTable('slice')
      .set((table) => ({
        fence: table('fence', '+', 1),
        owner,
        lease_until: sql<number>`${instant} + ${forMs}`,
      }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', id)
      .where('status', '=', 'open')
      .where((table) => table.or([table('lease_until', '<=', instant), table('owner', '=', owner)]))
      .returningAll(),
  )
  return row && held(row)
}

/** Keeps the lease of a slice for longer; false: somebody else has it by now. */
export function* keepSlice(
  { build, instant }: Dialect,
  org: string,
  place: Place,
  slice: { readonly id: string; readonly fence: number },
  forMs: number,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('slice')
      .set({ lease_until: sql<number>`${instant} + ${forMs}` })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', slice.id)
      .where('fence', '=', slice.fence)
      .returning('id'),
  )
  return row !== undefined
}

/** Gives a slice back, so that others need not wait until its lease expires. */
export function* releaseSlice(
  { build }: Dialect,
  org: string,
  place: Place,
  slice: { readonly id: string; readonly fence: number },
): Work<void> {
  yield* run(
    build
      .updateTable('slice')
      .set({ lease_until: 0 })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', slice.id)
      .where('fence', '=', slice.fence),
  )
}

/** Notes that a turn failed: when it may be tried again, and how often it was. */
export function* postponeSlice(
  { build }: Dialect,
  org: string,
  place: Place,
  slice: { readonly id: string; readonly fence: number },
  notBefore: number,
): Work<void> {
  yield* run(
    build
      .updateTable('slice')
      .set((table) => ({ not_before: notBefore, attempts: table('attempts', '+', 1) }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', slice.id)
      .where('fence', '=', slice.fence),
  )
}

function held(row: SliceTable): HeldSlice {
  return {
    id: row.id,
    scope: row.scope,
    params: row.params,
    tail: row.tail === 1,
    estimate: row.estimate,
    group: row.group_key,
    walk: row.walk,
    generation: row.generation,
    fromInstant: row.from_instant,
    position: row.position,
    page: row.page,
    fence: row.fence,
    attempts: row.attempts,
  }
}
