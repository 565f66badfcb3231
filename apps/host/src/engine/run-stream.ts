import { randomUUID } from 'node:crypto'
import { faultOf, type Fault, type Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { withoutSecrets } from '../connections/index.ts'
import { defaultWaits, engineClock, runLanes, sleep } from '../queue/index.ts'
import {
  beginRun,
  endRun,
  openSlices,
  type OpenSlice,
  placeName,
  readSlices,
  type Place,
  type Store,
  updateStream,
} from '../store/index.ts'
import { countHelp } from './help.ts'
import { mapGroups } from './groups.ts'
import { planStream } from './plan.ts'
import { reconcile } from './reconcile.ts'
import { refreshRecords } from './refresh.ts'
import { remapStream } from './remap.ts'
import { replayLetters } from './replay-letters.ts'
import { newTally, type StreamRun, type Tally } from './report.ts'
import { openScopes, readState, setScene, type SceneOptions } from './scene.ts'
import { streamSpan } from './spans.ts'
import { streamFigures } from './stream-figures.ts'
import { slicesAtOnce, type StreamScene } from './stream-run.ts'
import { sweepNeed } from './sweeps.ts'
import { readSlice } from './turn.ts'

export interface StreamRunOptions extends SceneOptions {
  readonly full: boolean
  readonly acceptDeletes: boolean
  /** Look for what is gone now, whenever that was last done. */
  readonly sweep: boolean
  /**
   * Streams whose changes a feed tells: they are listed once, and again only when something is in doubt. Followers of parents
   * run all the same, since a parent that goes takes its children along without a word.
   */
  readonly fed: ReadonlySet<string>
  /** What keeps the stream from being read at all. */
  readonly stopped?: Fault | undefined
  /** What the check of the connection would have the merchant know. */
  readonly notes?: readonly string[]
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

/** Processes dead letters of a stream again, and nothing else; no keys: all of them. */
export function replayStream(
  store: Store,
  connection: Connection,
  name: string,
  stream: Stream<unknown>,
  options: StreamRunOptions & { readonly keys: readonly string[] | undefined },
): Promise<StreamRun> {
  return runOnce(store, connection, name, stream, options, async (scene) => {
    await replayLetters(scene, options)
    await remapStream(scene)
    await mapGroups(scene, await openScopes(scene))
    return undefined
  })
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
  const clock = options.engine.clock ?? engineClock(store.now)
  const tally = newTally()
  const id = randomUUID()
  const began = clock.now()
  const entry = { id, side: 'source', part: placeName(place) } as const
  await store.write((dialect, org) => beginRun(dialect, org, { ...entry, now: began }))
  for (const note of options.notes ?? []) tally.notes.add(note)
  const figures = streamFigures(options.engine.meter, place)
  const onProgress: StreamRunOptions['onProgress'] = (progress) => {
    figures.count(tally)
    options.onProgress(progress)
  }
  const begin = async () => {
    const given = { ...options, clock, tally, onProgress }
    const scene = await setScene(store, connection, place, stream, given)
    return play(scene, options)
  }
  let found: Fault | undefined
  try {
    found = options.stopped ?? (await streamSpan(place, begin))
  } catch (error) {
    found = options.signal.aborted ? interrupted(place) : faultOf(error, placeName(place))
  }
  const shown = found && withoutSecrets(options.line, found)
  const report = streamRun(place, tally, clock.now() - began, shown)
  await store.write((dialect, org) =>
    endRun(dialect, org, {
      ...entry,
      now: clock.now(),
      ok: isGood(report),
      report: JSON.stringify(report),
    }),
  )
  figures.count(tally)
  figures.end(isGood(report))
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

async function readEverything(
  scene: StreamScene,
  options: StreamRunOptions,
): Promise<Fault | undefined> {
  const { store, place, connection, stream, clock, waits } = scene
  const isFed = options.fed.has(place.stream)
  const before = await readState(store, place)
  await remapStream(scene)
  const slices = await store.read((dialect, org) => readSlices(dialect, org, place))
  const need = sweepNeed(stream, slices, before, {
    now: clock.now(),
    everyMs: waits.sweepMs,
    asked: options.sweep,
    isFed,
  })
  // Other settings may read the same rows differently, so nothing may be taken over from before.
  const changed = before.fingerprint !== connection.fingerprint
  const anew = options.full || changed || need.anew
  const isChild = typeof stream.list?.plan === 'object'
  const rows = !isFed || anew || isChild
  if (rows || need.sweep) await planStream(scene, { rows, sweep: need.sweep, anew })
  await store.write((dialect, org) =>
    updateStream(dialect, org, place, { fingerprint: connection.fingerprint }),
  )
  const found = await readOpenSlices(scene, options.onOpenSlices)
  await countHelp(scene)
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

/**
 * Reads every open slice once, those too that a slice gives its rest to meanwhile; slices that other processes took are
 * waited for, and read here where those give them back.
 */
async function readOpenSlices(
  scene: StreamScene,
  onOpen: SceneOptions['onOpenSlices'],
): Promise<Fault | undefined> {
  const { store, place, owner, waits } = scene
  const { requestsAtOnce = slicesAtOnce } = scene.connection
  const tried = new Set<string>()
  let stopped: Fault | undefined
  for (;;) {
    const open = await store.read((dialect, org) => openSlices(dialect, org, place))
    const isFree = (slice: OpenSlice) => slice.owner === null || slice.owner === owner
    const fresh = open.filter((slice) => isFree(slice) && !tried.has(slice.id))
    if (stopped !== undefined) return stopped
    const isElsewhere = !open.every(isFree)
    if (fresh.length === 0 && !isElsewhere) return undefined
    if (fresh.length > Math.min(slicesAtOnce, requestsAtOnce)) onOpen?.(place, fresh.length)
    const results = await runLanes(
      fresh.map(({ id, group }) => ({
        group: group ?? undefined,
        work: async () => {
          const result = await readSlice(scene, id)
          if (result !== 'elsewhere') {
            tried.add(id)
            scene.progress({ slicesDone: 1 })
          }
          return result
        },
      })),
      { concurrency: slicesAtOnce, signal: scene.signal },
    )
    stopped = results.find((result) => typeof result === 'object')
    if (results.every((result) => result === 'elsewhere'))
      await sleep(waits.watchMs ?? defaultWaits.watchMs, scene.signal)
  }
}
