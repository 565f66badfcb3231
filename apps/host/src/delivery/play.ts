import {
  compileMapping,
  fault,
  type Fault,
  type Parts,
  type ServedSink,
  type Sink,
} from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import { markServed, readSlices, type Place, type SliceTable, type Store } from '../store/index.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import type { PlayOptions } from './delivery-options.ts'
import { lookUps } from './look-ups.ts'
import { makeServed, type Made } from './make-served.ts'
import { openScene, type OpenScene } from './open-scene.ts'
import { withServedUrl } from './served-address.ts'
import { keptSink } from './served-sink.ts'
import { shapeOf } from './shape.ts'

/** What one run of a delivery does: sends what changed, and makes the document of a sink that is fetched. */
export async function play(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  parts: Parts<unknown>,
  options: PlayOptions,
): Promise<Made> {
  const named = namedSink(delivery, parts.sinks?.[delivery.sink])
  const sink = 'serve' in named ? keptSink(named) : named
  const asks = lookUps(options.offered, {
    onMissing: delivery.mapping.onMissing,
    note: (text) => options.tally.notes.add(text),
  })
  const mapping = await compileMapping(delivery.mapping, {
    settings: delivery.settings,
    lookups: asks.providers,
    ...(options.engine.rates !== undefined && { rates: options.engine.rates }),
  })
  if (mapping.grouped && mapping.joins.length > 0)
    throw fault({
      kind: 'config',
      message: `The mapping of the delivery ${delivery.id} groups rows and joins others to them (\`group\` and \`with\`), which it cannot do at once.`,
      hint: 'Group in the mapping of the stream, or take what is joined into the rows there.',
    })
  const made = { mapping, asks, shape: shapeOf(sink.schema) }
  if (!('serve' in named)) {
    const scene = await openScene(store, delivery, connection, sink, { ...made, options })
    return faultAlone(await bringUpToDate(scene, options.longestWaitMs))
  }
  const url = await withServedUrl(store, delivery, options.publicUrl, options.engine.url)
  const engine = { ...options.engine, url }
  const scene = await openScene(store, delivery, connection, sink, {
    ...made,
    options: { ...options, engine },
  })
  const kept: OpenScene = {
    ...scene,
    onSettled: (dialect, org) => markServed(dialect, org, scene.place),
  }
  const found = await bringUpToDate(kept, options.longestWaitMs)
  if (found !== undefined) return { fault: found }
  return makeServed(kept, {
    sink: named,
    acceptDeletes: options.acceptDeletes,
    isStillRead: () => isStillRead(store, options.givers),
  })
}

function faultAlone(found: Fault | undefined): Made {
  return found === undefined ? {} : { fault: found }
}

/** A stream is read for the first time, and what it has given so far is not all. */
export function isStillRead(store: Store, givers: readonly Place[]): Promise<boolean> {
  return store.read(function* (dialect, org) {
    for (const place of givers)
      if ((yield* readSlices(dialect, org, place)).some(isOpenWalk)) return true
    return false
  })
}

function isOpenWalk({ walk, status }: Pick<SliceTable, 'walk' | 'status'>): boolean {
  return walk === 'rows' && status === 'open'
}

function namedSink(
  delivery: Delivery,
  sink: Sink<unknown> | ServedSink<unknown> | undefined,
): Sink<unknown> | ServedSink<unknown> {
  if (sink !== undefined) return sink
  throw fault({
    kind: 'config',
    message: `${delivery.connection} has no sink ${delivery.sink}.`,
  })
}
