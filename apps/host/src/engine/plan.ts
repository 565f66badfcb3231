import { canonicalise, fault, type Json, type Slice } from '@cartograph/core'
import {
  contentHash,
  dropSlices,
  markChildrenDue,
  parentsAfter,
  planSlices,
  readSlices,
  reopenSlices,
  type PlannedSlice,
  type SliceWalk,
} from '../store/index.ts'
import { backfillOf, type ChildPlan } from './family.ts'
import { settled } from '../connections/index.ts'
import type { StreamScene } from './stream-run.ts'
import { unstorable } from './unstorable.ts'
import { followers } from './walk-children.ts'

/** How many slices, or parents, are written in one transaction. */
const batch = 500

export interface PlanOptions {
  /** Walk over the rows. */
  readonly rows: boolean
  /** Start every slice from its beginning. */
  readonly anew: boolean
  /** Also walk over the keys, to find what is gone. */
  readonly sweep: boolean
}

/**
 * Asks the connector which slices there are and opens them.
 *
 * Planning may be cut off at any point: a slice that is there already stays as it is, and the next run plans again.
 */
export async function planStream(scene: StreamScene, options: PlanOptions): Promise<void> {
  const { stream, context, store, place } = scene
  const listing = stream.list
  if (listing === undefined) return
  const { plan } = listing
  if (typeof plan !== 'function') {
    await planFollowers(scene, plan, options)
    return
  }
  const ids: string[] = []
  let waiting: PlannedSlice[] = []
  for await (const slice of plannedSlices(scene, plan.call(listing, context))) {
    const rows = plannedSlice(slice)
    const keys = sweepOf(rows)
    ids.push(rows.id, keys.id)
    if (options.rows) waiting.push(rows)
    if (options.sweep) waiting.push(keys)
    if (waiting.length < batch) continue
    await open(scene, waiting, options.anew)
    waiting = []
  }
  await open(scene, waiting, options.anew)
  // What a plan of the rows alone names still tells which keys an earlier sweep belongs to.
  const walks: readonly SliceWalk[] = options.rows ? ['rows', 'keys', 'children'] : ['keys']
  await store.write((dialect, org) => dropSlices(dialect, org, place, ids, walks))
}

async function* plannedSlices(
  { connection, place, signal, waits }: StreamScene,
  slices: AsyncIterable<Slice>,
): AsyncGenerator<Slice, void, undefined> {
  const steps = slices[Symbol.asyncIterator]()
  const patience = { signal, stuckMs: waits.stuckMs }
  for (;;) {
    const what = `${connection.connectorName}: The plan of ${place.stream}`
    const step = await settled(steps.next(), what, patience)
    if (step.done === true) return
    const wrong = unstorable(step.value.params)
    if (wrong !== undefined)
      throw fault({
        kind: 'contract',
        scope: 'part',
        message: `${what} gives parameters that cannot be kept: ${wrong}.`,
      })
    yield step.value
  }
}

async function open(
  { store, place, generation, clock }: StreamScene,
  slices: readonly PlannedSlice[],
  anew: boolean,
): Promise<void> {
  const options = { generation, anew, now: clock.now() }
  const ids = slices.map(({ id }) => id)
  await store.write(function* (dialect, org) {
    yield* reopenSlices(dialect, org, place, ids, options)
    yield* planSlices(dialect, org, place, slices, generation, clock.now())
  })
}

/**
 * Opens the followers of a stream that lists rows for each row of another one.
 *
 * Before the first time, and when everything is to be read anew, the parents that the store has already are made due.
 */
async function planFollowers(
  scene: StreamScene,
  plan: ChildPlan,
  { anew }: PlanOptions,
): Promise<void> {
  const { store, place, clock } = scene
  const known = await store.read((dialect, org) => readSlices(dialect, org, place))
  if (known.length === 0 || anew) {
    const parents = { connection: place.connection, stream: plan.eachOf }
    const child = { stream: place.stream, backfill: backfillOf(plan, clock.now()), isFed: false }
    let after = ''
    for (;;) {
      const cursor = after
      const marks = await store.read((dialect, org) =>
        parentsAfter(dialect, org, parents, cursor, batch),
      )
      const last = marks.at(-1)
      if (last === undefined) break
      after = last.key
      await store.write((_, org) => markChildrenDue(org, place.connection, [child], marks, 'bulk'))
    }
  }
  await open(scene, followers, false)
  await store.write((dialect, org) =>
    dropSlices(
      dialect,
      org,
      place,
      followers.map(({ id }) => id),
      ['rows', 'keys', 'children'],
    ),
  )
}

/** A slice is known by its parameters: the same ones are the same slice in every run. */
export function plannedSlice(slice: Slice): PlannedSlice {
  const params = canonicalise(slice.params)
  return {
    id: contentHash(params),
    scope: slice.scope ?? '',
    params,
    tail: slice.tail ?? false,
    estimate: slice.estimate ?? null,
    group: slice.group ?? null,
    walk: 'rows',
  }
}

/** The same slice, walked for its keys alone. */
function sweepOf(slice: PlannedSlice): PlannedSlice {
  return { ...slice, id: `keys ${slice.id}`, tail: false, walk: 'keys' }
}

/** A planned slice in the form that the connector gave it. */
export function contractSlice(slice: PlannedSlice): Slice {
  return {
    params: JSON.parse(slice.params) as Json,
    tail: slice.tail,
    ...(slice.estimate !== null && { estimate: slice.estimate }),
    ...(slice.group !== null && { group: slice.group }),
    ...(slice.scope !== '' && { scope: slice.scope }),
  }
}
