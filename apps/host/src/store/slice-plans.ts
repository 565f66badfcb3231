import { insertNew } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'
import type { SliceWalk } from './reading-tables.ts'
import { moveClock } from './streams.ts'

export interface PlannedSlice {
  readonly id: string
  readonly scope: string
  readonly params: string
  readonly tail: boolean
  readonly estimate: number | null
  readonly group: string | null
  readonly walk: SliceWalk
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
