import type { Context, Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import {
  connectionContext,
  recallAccount,
  runHoldMs,
  withoutSecrets,
  type Line,
  type RunOptions,
} from '../connections/index.ts'
import { defaultWaits, type Clock } from '../queue/index.ts'
import {
  beginGeneration,
  ensureStream,
  isOpenElsewhere,
  placeName,
  readSlices,
  readStream,
  type Place,
  type Store,
  type StreamState,
  changeMappings,
} from '../store/index.ts'
import { writePage } from './commit.ts'
import { declaredPaths } from './declared.ts'
import { watchDrift } from './drift.ts'
import type { Family } from './family.ts'
import { compileStream } from './mappings.ts'
import { pageLine } from './page-line.ts'
import type { SyncProgress, Tally } from './report.ts'
import type { StreamScene } from './stream-run.ts'
import { parentInHand } from './walk-children.ts'

export interface SceneOptions {
  readonly signal: AbortSignal
  readonly owner: string
  readonly line: Line
  readonly streams: readonly string[]
  readonly family: Family
  readonly onProgress: (progress: SyncProgress) => void
  /** There is more to read than is read at the same time here: other processes may help. */
  readonly onOpenSlices?: ((place: Place, waiting: number) => void) | undefined
  readonly engine: RunOptions
}

/**
 * Makes everything ready that the steps of a stream's run work with; a changed mapping raises the stream's epoch here.
 *
 * Each scene is a generation of its own: it takes the next number.
 */
export async function setScene(
  store: Store,
  connection: Connection,
  place: Place,
  stream: Stream<unknown>,
  options: SceneOptions & { readonly clock: Clock; readonly tally: Tally },
): Promise<StreamScene> {
  const { clock, tally, engine, signal } = options
  const mappings = await compileStream(
    connection.mappings,
    connection.connector.id,
    place.stream,
    engine.rates,
  )
  await store.write((dialect, org) => ensureStream(dialect, org, place, mappings.version))
  const before = await readState(store, place)
  clock.raise(before.observedTo)
  await recallAccount(store, options.line, clock.now())
  const slices = await store.read((dialect, org) => readSlices(dialect, org, place))
  const learning = !slices.some((slice) => slice.status === 'done')
  const { generation, mappingEpoch } = await store.write(function* (dialect, org) {
    const { version } = mappings
    const epoch = before.mappingEpoch + (before.mappingVersion === version ? 0 : 1)
    if (before.mappingVersion !== version)
      yield* changeMappings(dialect, org, place, { epoch, version })
    const next = yield* beginGeneration(dialect, org, place)
    return { generation: next, mappingEpoch: epoch }
  })
  const estimate = slices.reduce((sum, slice) => sum + (slice.estimate ?? 0), 0)
  const sent = { slicesDone: 0, slices: slices.length, estimate }
  const context: Context<unknown> = connectionContext(options.line, {
    ...engine,
    clock,
    signal,
    dry: false,
    streams: options.streams,
    holdMs: runHoldMs,
    tally,
  })
  return {
    store,
    connection,
    place,
    stream,
    mappings,
    notes: tally.notes,
    hide: (found) => withoutSecrets(options.line, found),
    drift: watchDrift([...mappings.single, ...mappings.grouped], declaredPaths(stream.schema), {
      shape: before.shape,
      learning,
    }),
    context,
    clock,
    tally,
    commitListed: pageLine((page) => writePage({ store, clock, tally }, page)),
    inPlace: (read) =>
      options.line.slices.take(
        {
          stream: place.stream,
          othersOpen: () =>
            store.read((dialect, org) => isOpenElsewhere(dialect, org, place, clock.now())),
        },
        read,
      ),
    owner: options.owner,
    signal,
    generation,
    mappingEpoch,
    lane: learning ? 'bulk' : 'live',
    askable: options.family.askable,
    loading: options.family.loading,
    children: options.family.childrenOf(place.stream),
    waits: engine.waits ?? defaultWaits,
    progress: (change) => {
      sent.slicesDone += change.slicesDone ?? 0
      options.onProgress({
        ...place,
        read: tally.read,
        ...(sent.estimate > 0 && { estimate: sent.estimate }),
        slicesDone: sent.slicesDone,
        slices: Math.max(sent.slices, sent.slicesDone),
      })
    },
  }
}

/** How a stream stands; its row is there once a scene was set. */
export async function readState(store: Store, place: Place): Promise<StreamState> {
  const state = await store.read((dialect, org) => readStream(dialect, org, place))
  if (state === undefined) throw new Error(`The stream ${placeName(place)} has no row.`)
  return state
}

/** Where rows are still to come: groups with members from there wait. */
export async function openScopes(scene: StreamScene): Promise<ReadonlySet<string>> {
  const slices = await scene.store.read((dialect, org) => readSlices(dialect, org, scene.place))
  return new Set(
    slices.flatMap((slice) => {
      if (slice.walk === 'children') return parentInHand(slice.position) ?? []
      return slice.walk === 'rows' && slice.status === 'open' ? slice.scope : []
    }),
  )
}
