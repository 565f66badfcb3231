import { sql } from 'kysely'
import { all, first, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import type { SliceTable } from './reading-tables.ts'
import type { PlannedSlice } from './slice-plans.ts'

/** A page's effect on its slice; it holds only while the fence and the page are still those that were read. */
export interface SliceStep {
  readonly id: string
  readonly fence: number
  /** The page that it is at. */
  readonly page: number
  /** How many pages it moves on. */
  readonly pages: number
  /** Where to go on, as JSON text. */
  readonly position: string
  readonly end: boolean
  readonly nameless: number
  /** Slices that take over the rest of this one, which ends with the page. */
  readonly split: readonly PlannedSlice[]
  /** The end of what was observed; 0: nothing was. */
  readonly observedTo: number
}

/** Moves a slice on, and its clock to the end of what was observed; false: its lease was lost, and the transaction must not go on. */
export function* advanceSlice(
  { build }: Dialect,
  org: string,
  place: Place,
  step: SliceStep,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('slice')
      .set((table) => ({
        page: table('page', '+', step.pages),
        position: step.position,
        status: step.end || step.split.length > 0 ? ('done' as const) : ('open' as const),
        nameless: table('nameless', '+', step.nameless),
        attempts: 0,
        observed_to: table
          .case()
          .when('observed_to', '<', step.observedTo)
          .then(table.val(step.observedTo))
          .else(table.ref('observed_to'))
          .end(),
      }))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', step.id)
      .where('fence', '=', step.fence)
      .where('page', '=', step.page)
      .where('status', '=', 'open')
      .returning('id'),
  )
  return row !== undefined
}

/** A slice that is not read to its end, or that somebody still has in hand. */
export interface OpenSlice {
  readonly id: string
  readonly group: string | null
  /** Who reads it now; null: nobody. */
  readonly owner: string | null
  /** Whoever is not in charge leaves it alone until then. */
  readonly notBefore: number
}

export function* openSlices(
  { build, instant }: Dialect,
  org: string,
  place: Place,
): Work<readonly OpenSlice[]> {
  const rows = yield* all(
    build
      .selectFrom('slice')
      .select([
        'id',
        'group_key',
        'owner',
        'not_before',
        sql<number>`lease_until - ${instant}`.as('left'),
      ])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where((table) =>
        table.or([table('status', '=', 'open'), table('lease_until', '>', instant)]),
      )
      .orderBy('id'),
  )
  return rows.map((row) => ({
    id: row.id,
    group: row.group_key,
    owner: row.left > 0 ? row.owner : null,
    notBefore: row.not_before,
  }))
}

/** Every slice of a stream, as it stands. */
export function* readSlices(
  { build }: Dialect,
  org: string,
  place: Place,
): Work<readonly SliceTable[]> {
  return yield* all(
    build
      .selectFrom('slice')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .orderBy('id'),
  )
}

/** Whether other streams of the connection have slices that are read, or could be. */
export function* isOpenElsewhere(
  { build, instant }: Dialect,
  org: string,
  place: Place,
  now: number,
): Work<boolean> {
  const row = yield* first(
    build
      .selectFrom('slice')
      .select('id')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '!=', place.stream)
      .where('status', '=', 'open')
      .where((table) =>
        table.or([table('not_before', '<=', now), table('lease_until', '>', instant)]),
      )
      .limit(1),
  )
  return row !== undefined
}
