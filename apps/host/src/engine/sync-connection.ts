import { fault, faultOf, type Fault, type Feed, type Parts } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { keepClock, openConnection, type Installation } from '../connections/index.ts'
import { runLanes, type Clock } from '../queue/index.ts'
import { dueRefreshes, readSlices, type Store } from '../store/index.ts'
import { misfits } from './account-fit.ts'
import { recordScenes } from './entries.ts'
import { familyOf } from './family.ts'
import { beginFeed, coveredStreams, feedName, readFeed } from './feed.ts'
import { refreshDoubtful } from './refresh-doubtful.ts'
import { connectionScene, type ConnectionScene } from './connection-scene.ts'
import { newTally, together, type StreamRun } from './report.ts'
import { refreshStream, runStream, type StreamRunOptions } from './run-stream.ts'
import type { SyncOptions } from './sync-options.ts'

/** Streams of one connection that are read at the same time; the vendor's budgets bound what they ask for together. */
const streamsAtOnce = 4

export interface ConnectionRuns {
  readonly runs: readonly StreamRun[]
  /** How many streams were asked for. */
  readonly asked: number
}

/** Reads the streams of one connection, and the log of changes where its vendor keeps one. */
export async function syncConnection(
  { store, lines }: Pick<Installation, 'store' | 'lines'>,
  connection: Connection,
  options: SyncOptions & { readonly clock: Clock; readonly owner: string },
): Promise<ConnectionRuns> {
  const { signal, clock, owner } = options
  const engine = { ...options.engine, clock }
  const line = lines.of(connection)
  const { parts, standing } = await openConnection(store, line, {
    side: 'streams',
    signal,
    clock,
    engine,
    misfits: (known) => misfits(connection, known),
  })
  const streams = chosenStreams(connection, parts, options)
  const asked = streams.length
  if (asked === 0)
    return { asked, runs: standing.fault ? [stoppedRun(connection, '*', standing.fault)] : [] }
  const enabled = connection.streams ?? Object.keys(parts.streams ?? {})
  const scene = connectionScene({ store, connection, line, parts, signal, owner, engine, clock })
  const feed = standing.fault === undefined ? parts.feed : undefined
  const reading: Reading = {
    scene,
    streams,
    standing,
    options: {
      full: options.full ?? false,
      sweep: options.sweep ?? false,
      fed: new Set(feed === undefined ? [] : coveredStreams(scene, feed)),
      acceptDeletes: options.acceptDeletes ?? false,
      signal,
      owner,
      line,
      streams,
      family: familyOf(parts, enabled, clock.now(), await loading(store, connection, enabled)),
      onProgress: options.onProgress ?? (() => {}),
      onOpenSlices: options.onOpenSlices,
      engine,
    },
  }
  const runs = feed === undefined ? await readStreams(reading) : await readWithFeed(reading, feed)
  await keepClock(store, line)
  const isStopped = signal.aborted || standing.fault !== undefined || runs.some(stopsConnection)
  return { asked, runs: isStopped ? runs : await refreshStale(reading, runs) }
}

/** The streams of which no slice has ever been read to its end. */
async function loading(
  store: Store,
  { id }: Connection,
  streams: readonly string[],
): Promise<ReadonlySet<string>> {
  const listed = await Promise.all(
    streams.map((stream) =>
      store.read((dialect, org) => readSlices(dialect, org, { connection: id, stream })),
    ),
  )
  return new Set(
    streams.filter((_, index) => listed[index]?.every(({ status }) => status === 'open')),
  )
}

interface Reading {
  readonly scene: ConnectionScene
  readonly streams: readonly string[]
  readonly standing: Awaited<ReturnType<typeof openConnection>>['standing']
  readonly options: StreamRunOptions
}

/** Reads streams side by side, parents before their children; what stops the connection stops those that have not begun. */
async function readStreams({
  scene,
  streams,
  standing,
  options,
}: Reading): Promise<readonly StreamRun[]> {
  const { store, connection, parts, signal } = scene
  const runs: StreamRun[] = streams
    .filter((name) => parts.streams?.[name] === undefined)
    .flatMap((name) => {
      const stopped = standing.stopped(`streams.${name}`)
      return stopped === undefined ? [] : [stoppedRun(connection, name, stopped)]
    })
  for (const level of options.family.levels(streams)) {
    const jobs = level.map((name) => async () => {
      const stream = parts.streams?.[name]
      if (stream === undefined || signal.aborted) return []
      if (standing.fault === undefined && runs.some(stopsConnection)) return []
      const part = `streams.${name}`
      const run = await runStream(store, connection, name, stream, {
        ...options,
        notes: [...(name === streams[0] ? standing.notes(undefined) : []), ...standing.notes(part)],
        stopped: standing.stopped(part),
      })
      runs.push(run)
      return [run]
    })
    await runLanes(
      jobs.map((work) => ({ group: undefined, work })),
      // Without a signal: a run that is called off still reports what it did.
      { concurrency: streamsAtOnce },
    )
  }
  return runs.toSorted((a, b) => streams.indexOf(a.stream) - streams.indexOf(b.stream))
}

/**
 * Reads streams and the log that tells their changes.
 *
 * The log's position is taken before the first listing begins. Later the log is read first, and what it covers is listed
 * only where something is in doubt.
 */
async function readWithFeed(reading: Reading, feed: Feed<unknown>): Promise<readonly StreamRun[]> {
  const { scene } = reading
  const scenes = recordScenes(scene)
  let isFresh: boolean
  const notes: string[] = []
  try {
    const begun = await beginFeed(scene, feed)
    notes.push(...begun.notes)
    ;({ isFresh } = begun)
  } catch (error) {
    scene.signal.throwIfAborted()
    return [
      stoppedRun(scene.connection, feedName, faultOf(error, `${scene.connection.id}, changes`)),
    ]
  }
  const before = isFresh ? undefined : await readFeed(scene, feed, scenes)
  const runs = await readStreams(reading)
  const after =
    isFresh && !runs.some(stopsConnection) ? await readFeed(scene, feed, scenes) : before
  const all = merged([...runs, ...(after?.runs ?? [])], notes)
  try {
    await refreshDoubtful(scene, after?.written ?? new Set(), scenes)
    return all
  } catch (error) {
    scene.signal.throwIfAborted()
    return [...all, stoppedRun(scene.connection, feedName, faultOf(error, scene.connection.id))]
  }
}

function merged(runs: readonly StreamRun[], notes: readonly string[]): readonly StreamRun[] {
  const byStream = Map.groupBy(runs, (run) => run.stream)
  const all = [...byStream.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [rest.reduce(together, first)],
  )
  return all.map((run, index) =>
    index === 0 ? Object.assign({}, run, { notes: [...notes, ...run.notes] }) : run,
  )
}

/** The run of what could not be read at all. */
export function stoppedRun(connection: Connection, stream: string, found: Fault): StreamRun {
  const { notes, ...counts } = newTally()
  return {
    connection: connection.id,
    stream,
    ...counts,
    durationMs: 0,
    fault: found,
    notes: [...notes],
  }
}

/** Asks for the records that later streams of the same connection made doubtful. */
async function refreshStale(
  { scene, options }: Reading,
  runs: readonly StreamRun[],
): Promise<readonly StreamRun[]> {
  const { store, connection, parts, clock } = scene
  const refreshed: StreamRun[] = []
  for (const run of runs) {
    const stream = parts.streams?.[run.stream]
    const isDue = stream?.get !== undefined && (await hasDue(store, run, clock.now()))
    refreshed.push(
      isDue
        ? together(run, await refreshStream(store, connection, run.stream, stream, options))
        : run,
    )
  }
  return refreshed
}

async function hasDue(
  store: Store,
  { connection, stream }: StreamRun,
  now: number,
): Promise<boolean> {
  const place = { connection, stream }
  const due = await store.read((dialect, org) => dueRefreshes(dialect, org, place, now, 1))
  return due.length > 0
}

function stopsConnection(run: StreamRun): boolean {
  const { fault: found } = run
  if (found === undefined) return false
  if (found.scope !== undefined) return found.scope === 'connection'
  return found.kind === 'auth' || found.kind === 'config'
}

function chosenStreams(
  connection: Connection,
  parts: Parts<unknown>,
  options: SyncOptions,
): readonly string[] {
  const all = Object.keys(parts.streams ?? {})
  // Over all connections, a name means those that have it.
  const chosen =
    options.connections === undefined && options.streams !== undefined
      ? options.streams.filter((name) => all.includes(name))
      : (options.streams ?? connection.streams ?? all)
  // What the configuration names wrongly is in the standing of the connection.
  for (const name of options.streams ?? [])
    if (!all.includes(name) && options.connections !== undefined)
      throw fault({
        kind: 'config',
        message: `${connection.id} has no stream ${name}.`,
        hint: `It has: ${all.join(', ') || 'none'}.`,
      })
  return chosen
}
