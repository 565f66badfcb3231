import { canonicalise, fault, type Json, type Schema, type Slice } from '@cartograph/core'
import {
  contentHash,
  dropSlices,
  planSlices,
  reopenSlices,
  type PlannedSlice,
} from '../store/index.ts'
import type { StreamScene } from './stream-run.ts'

/** How many slices are written in one transaction. */
const batch = 500

/**
 * Asks the connector which slices there are and opens them.
 *
 * Planning may be cut off at any point: a slice that is there already stays as it is, and the next run plans again.
 */
export async function planStream(scene: StreamScene, anew: boolean): Promise<void> {
  const { stream, context, store, place, clock, generation } = scene
  const plan = stream.list?.plan
  if (plan === undefined) return
  if (typeof plan !== 'function')
    throw fault({
      kind: 'config',
      message: `The stream ${place.stream} reads a slice for each row of ${plan.eachOf}, which this host cannot do yet.`,
      hint: 'Leave the stream out under `streams:` of the connection.',
    })
  const ids: string[] = []
  let waiting: PlannedSlice[] = []
  const commit = async () => {
    const slices = waiting
    waiting = []
    await store.write(function* (dialect, org) {
      const options = { generation, anew, now: clock.now() }
      yield* reopenSlices(
        dialect,
        org,
        place,
        slices.map(({ id }) => id),
        options,
      )
      yield* planSlices(dialect, org, place, slices, generation, clock.now())
    })
  }
  for await (const slice of plan.call(stream.list, context)) {
    const planned = plannedSlice(slice)
    ids.push(planned.id)
    waiting.push(planned)
    if (waiting.length >= batch) await commit()
  }
  await commit()
  await store.write((dialect, org) => dropSlices(dialect, org, place, ids))
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

/** Does a value that was stored earlier still fit its schema? */
export function fits(schema: Schema<unknown>, value: Json): boolean {
  const result = schema['~standard'].validate(value)
  return !(result instanceof Promise) && result.issues === undefined
}
