import { randomUUID } from 'node:crypto'
import { faultOf, type Context, type Fault, type Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionContext, type RunOptions } from '../connections/index.ts'
import { defaultWaits, engineClock, runLanes, type Clock } from '../queue/index.ts'
import {
  beginGeneration,
  beginRun,
  endRun,
  ensureStream,
  openSlices,
  placeName,
  readSlices,
  readStream,
  type Place,
  type Store,
  type StreamState,
  updateStream,
} from '../store/index.ts'
import { declaredPaths } from './declared.ts'
import { watchDrift } from './drift.ts'
import { mapGroups } from './groups.ts'
import type { Family } from './family.ts'
import { compileStream } from './mappings.ts'
import { planStream } from './plan.ts'
import { reconcile } from './reconcile.ts'
import { refreshRecords } from './refresh.ts'
import { remapStream } from './remap.ts'
import { newTally, type StreamRun, type SyncProgress, type Tally } from './report.ts'
import type { StreamScene } from './stream-run.ts'
import { sweepNeed } from './sweeps.ts'
import { readSlice } from './turn.ts'
import { parentInHand } from './walk-children.ts'

/** Slices of one stream that are read at the same time. */
const slicesAtOnce = 4

export interface StreamRunOptions {
  readonly full: boolean
  readonly acceptDeletes: boolean
  readonly signal: AbortSignal
  readonly owner: string
  readonly streams: readonly string[]
  readonly family: Family
  /** Look for what is gone now, whenever that was last done. */
  readonly sweep: boolean
  readonly onProgress: (progress: SyncProgress) => void
  readonly engine: RunOptions
}

/** Runs one stream once: map again what needs it, plan, read every slice, delete what is gone, map the groups. */
export function runStream(
  store: Store,
  connection: Connection,
  name: string,
  stream: Stream<unknown>,
  options: StreamRunOptions,
): Promise<StreamRun> {
  return runOnce(store, connection, name, stream, options, readEverything)
}

/** Asks for the records of a stream whose present state is in doubt, and for nothing else. */
export function refreshStream(
  store: Store,
  connection: Connection,
  name: string,
  stream: Stream<unknown>,
  options: StreamRunOptions,
): Promise<StreamRun> {
  return runOnce(store, connection, name, stream, options, readDoubtful)
}

async function runOnce(
  store: Store,
  connection: Connection,
  name: string,
  stream: Stream<unknown>,
  options: StreamRunOptions,
  play: (scene: StreamScene, options: StreamRunOptions) => Promise<Fault | undefined>,
): Promise<StreamRun> {
  const place: Place = { connection: connection.id, stream: name }
  const clock = options.engine.clock ?? engineClock()
  const tally = newTally()
  const id = randomUUID()
  const began = clock.now()
  const entry = { id, side: 'source', part: placeName(place) } as const
  await store.write((dialect, org) => beginRun(dialect, org, { ...entry, now: began }))
  let found: Fault | undefined
  try {
    const scene = await setScene(store, connection, place, stream, { clock, tally, options })
    found = await play(scene, options)
  } catch (error) {
    found = options.signal.aborted ? interrupted(place) : faultOf(error, placeName(place))
  }
  const report = streamRun(place, tally, clock.now() - began, found)
  await store.write((dialect, org) =>
    endRun(dialect, org, {
      ...entry,
      now: clock.now(),
      ok: isGood(report),
      report: JSON.stringify(report),
    }),
  )
  return report
}

/** Did everything happen that was asked for? */
export function isGood(run: StreamRun): boolean {
  return run.fault === undefined && run.rejected === 0
}

function interrupted(place: Place): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    message: `${placeName(place)} was interrupted.`,
    hint: 'What was read is saved; the next run goes on from there.',
  }
}

function streamRun(
  place: Place,
  tally: Tally,
  durationMs: number,
  found: Fault | undefined,
): StreamRun {
  const { notes, ...counts } = tally
  return {
    ...place,
    ...counts,
    durationMs,
    ...(found !== undefined && { fault: found }),
    notes: [...notes],
  }
}

async function setScene(
  store: Store,
  connection: Connection,
  place: Place,
  stream: Stream<unknown>,
  run: { readonly clock: Clock; readonly tally: Tally; readonly options: StreamRunOptions },
): Promise<StreamScene> {
  const { clock, tally, options } = run
  const { engine, signal } = options
  const mappings = await compileStream(connection.mappings, connection.connector.id, place.stream)
  await store.write((dialect, org) => ensureStream(dialect, org, place, mappings.version))
  const before = await readState(store, place)
  clock.raise(before.observedTo)
  const slices = await store.read((dialect, org) => readSlices(dialect, org, place))
  const learning = !slices.some((slice) => slice.status === 'done')
  const { generation, mappingEpoch } = await store.write(function* (dialect, org) {
    const next = yield* beginGeneration(dialect, org, place)
    const epoch = before.mappingEpoch + (before.mappingVersion === mappings.version ? 0 : 1)
    yield* updateStream(dialect, org, place, {
      mapping_epoch: epoch,
      mapping_version: mappings.version,
    })
    return { generation: next, mappingEpoch: epoch }
  })
  const estimate = slices.reduce((sum, slice) => sum + (slice.estimate ?? 0), 0)
  const sent = { slicesDone: 0, slices: slices.length, estimate }
  const context: Context<unknown> = connectionContext(connection, {
    clock,
    signal,
    dry: false,
    streams: options.streams,
    tally,
    ...(engine.log !== undefined && { log: engine.log }),
  })
  return {
    store,
    connection,
    place,
    stream,
    mappings,
    notes: tally.notes,
    drift: watchDrift([...mappings.single, ...mappings.grouped], declaredPaths(stream.schema), {
      shape: before.shape,
      learning,
    }),
    context,
    clock,
    tally,
    owner: options.owner,
    signal,
    generation,
    mappingEpoch,
    lane: learning ? 'bulk' : 'live',
    askable: options.family.askable,
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

async function readState(store: Store, place: Place): Promise<StreamState> {
  const state = await store.read((dialect, org) => readStream(dialect, org, place))
  if (state === undefined) throw new Error(`The stream ${placeName(place)} has no row.`)
  return state
}

async function readEverything(
  scene: StreamScene,
  options: StreamRunOptions,
): Promise<Fault | undefined> {
  const { store, place, connection, stream, clock, waits } = scene
  const before = await readState(store, place)
  await remapStream(scene)
  const slices = await store.read((dialect, org) => readSlices(dialect, org, place))
  const need = sweepNeed(stream, slices, before, {
    now: clock.now(),
    everyMs: waits.sweepMs,
    asked: options.sweep,
  })
  // Other settings may read the same rows differently, so nothing may be taken over from before.
  const changed = before.fingerprint !== connection.fingerprint
  await planStream(scene, { sweep: need.sweep, anew: options.full || changed || need.anew })
  await store.write((dialect, org) =>
    updateStream(dialect, org, place, { fingerprint: connection.fingerprint }),
  )
  const found = await readOpenSlices(scene)
  await refreshRecords(scene)
  await reconcile(scene, options.acceptDeletes)
  await mapGroups(scene, await openScopes(scene))
  for (const note of scene.drift.notes) scene.tally.notes.add(note)
  return found
}

async function readDoubtful(scene: StreamScene): Promise<undefined> {
  await remapStream(scene)
  await refreshRecords(scene)
  await mapGroups(scene, await openScopes(scene))
}

/** Reads every open slice once, those too that a slice gives its rest to meanwhile. */
async function readOpenSlices(scene: StreamScene): Promise<Fault | undefined> {
  const { store, place } = scene
  const tried = new Set<string>()
  let stopped: Fault | undefined
  for (;;) {
    const open = await store.read((dialect, org) => openSlices(dialect, org, place))
    const fresh = open.filter(({ id }) => !tried.has(id))
    if (fresh.length === 0 || stopped !== undefined) return stopped
    const faults = await runLanes(
      fresh.map(({ id, group }) => ({
        group: group ?? undefined,
        work: async () => {
          tried.add(id)
          const found = await readSlice(scene, id)
          scene.progress({ slicesDone: 1 })
          return found
        },
      })),
      { concurrency: slicesAtOnce, signal: scene.signal },
    )
    stopped = faults.find((found) => found !== undefined)
  }
}

/** Where rows are still to come: groups with members from there wait. */
async function openScopes(scene: StreamScene): Promise<ReadonlySet<string>> {
  const slices = await scene.store.read((dialect, org) => readSlices(dialect, org, scene.place))
  return new Set(
    slices.flatMap((slice) => {
      if (slice.walk === 'children') return parentInHand(slice.position) ?? []
      return slice.walk === 'rows' && slice.status === 'open' ? slice.scope : []
    }),
  )
}
