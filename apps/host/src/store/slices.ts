import { insertNew } from './bulk-forms.ts'
import { sql } from 'kysely'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import type { SliceTable, SliceWalk } from './reading-tables.ts'
import { moveClock } from './streams.ts'

/** A page's effect on its slice; it holds only while the fence and the page are still those that were read. */
export interface SliceStep {
  readonly id: string
  readonly fence: number
  readonly page: number
  /** Where to go on, as JSON text. */
  readonly position: string
  readonly end: boolean
  readonly nameless: number
  /** Slices that take over the rest of this one, which ends with the page. */
  readonly split: readonly PlannedSlice[]
}

export interface PlannedSlice {
  readonly id: string
  readonly scope: string
  readonly params: string
  readonly tail: boolean
  readonly estimate: number | null
  readonly group: string | null
  readonly walk: SliceWalk
}

/** A slice that this process may read. */
export interface HeldSlice extends PlannedSlice {
  readonly generation: number
  readonly fromInstant: number
  readonly position: string | null
  readonly page: number
  readonly fence: number
  readonly attempts: number
}

/** Moves a slice on by one page, and its clock to the end of what was observed; false: its lease was lost, and the transaction must not go on. */
export function* advanceSlice(
  { build }: Dialect,
  org: string,
  place: Place,
  step: SliceStep,
  observedTo: number,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('slice')
      .set((table) => ({
        page: table('page', '+', 1),
        position: step.position,
        status: step.end || step.split.length > 0 ? ('done' as const) : ('open' as const),
        nameless: table('nameless', '+', step.nameless),
        attempts: 0,
        observed_to: table
          .case()
          .when('observed_to', '<', observedTo)
          .then(table.val(observedTo))
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

const planSlice = insertNew('slice', [
  'org',
  'connection',
  'stream',
  'id',
  'scope',
  'generation',
  'from_instant',
  'params',
  'page',
  'status',
  'tail',
  'estimate',
  'group_key',
  'walk',
  'fence',
  'not_before',
  'attempts',
  'nameless',
  'observed_to',
])

/** Adds slices to a generation; those that it has already stay as they are. */
export function* planSlices(
  _dialect: Dialect,
  org: string,
  place: Place,
  slices: readonly PlannedSlice[],
  generation: number,
  now: number,
): Work<void> {
  yield* bulk(
    planSlice,
    slices.map((slice) => [
      org,
      place.connection,
      place.stream,
      slice.id,
      slice.scope,
      generation,
      now,
      slice.params,
      0,
      'open',
      slice.tail ? 1 : 0,
      slice.estimate,
      slice.group,
      slice.walk,
      0,
      0,
      0,
      0,
      0,
    ]),
  )
}

/**
 * Opens the slices of an earlier run that are planned again.
 *
 * A tail goes on from its position, other finished slices start anew, and what an interrupted run left open goes on where
 * it stopped; `anew` starts all of them from the beginning.
 */
export function* reopenSlices(
  { build, within }: Dialect,
  org: string,
  place: Place,
  ids: readonly string[],
  options: { readonly generation: number; readonly anew: boolean; readonly now: number },
): Work<void> {
  const earlier = build
    .updateTable('slice')
    .where('org', '=', org)
    .where('connection', '=', place.connection)
    .where('stream', '=', place.stream)
    .where('generation', '<', options.generation)
    .where('id', 'in', within(ids))
  if (options.anew) yield* run(earlier.set(startAnew(options)))
  else {
    const done = earlier.where('status', '=', 'done')
    yield* run(done.where('tail', '=', 0).set(startAnew(options)))
    yield* run(done.where('tail', '=', 1).set({ status: 'open', not_before: 0, attempts: 0 }))
  }
}

/** Starts a slice again from the beginning, as part of the newest generation. */
export function* restartSlice(
  { build }: Dialect,
  org: string,
  place: Place,
  slice: { readonly id: string; readonly fence: number },
  options: { readonly generation: number; readonly now: number },
): Work<void> {
  yield* run(
    build
      .updateTable('slice')
      .set(startAnew(options))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', '=', slice.id)
      .where('fence', '=', slice.fence),
  )
}

function startAnew(options: { readonly generation: number; readonly now: number }) {
  return {
    status: 'open' as const,
    generation: options.generation,
    from_instant: options.now,
    position: null,
    page: 0,
    nameless: 0,
    not_before: 0,
    attempts: 0,
  }
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

/** Forgets the slices of these walks that the newest plan no longer names; how far the stream was observed by them is kept. */
export function* dropSlices(
  dialect: Dialect,
  org: string,
  place: Place,
  keep: readonly string[],
  walks: readonly SliceWalk[],
): Work<void> {
  const { build, within } = dialect
  const dropped = yield* all(
    build
      .deleteFrom('slice')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('walk', 'in', walks)
      .where('id', 'not in', within(keep))
      .returning('observed_to'),
  )
  const latest = Math.max(0, ...dropped.map((slice) => slice.observed_to))
  if (latest > 0) yield* moveClock(dialect, org, place, latest)
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
