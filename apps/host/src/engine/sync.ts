import { randomUUID } from 'node:crypto'
import { fault, type Fault, type Parts } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import {
  connectionNamed,
  keepClock,
  openConnection,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { dueRefreshes, type Store } from '../store/index.ts'
import { familyOf } from './family.ts'
import { newTally, together, type StreamRun, type SyncProgress, type SyncReport } from './report.ts'
import { isGood, refreshStream, runStream, type StreamRunOptions } from './run-stream.ts'

export interface SyncOptions {
  /** Default: every connection that has streams. */
  readonly connections?: readonly string[]
  /** Default: the streams that the configuration names, else all. */
  readonly streams?: readonly string[]
  /** Reads everything anew. */
  readonly full?: boolean
  /** Looks for what is gone at the vendors, also where it was looked for lately. */
  readonly sweep?: boolean
  /** Carries out deletions that would otherwise be held for being too many. */
  readonly acceptDeletes?: boolean
  readonly signal: AbortSignal
  readonly onProgress?: (progress: SyncProgress) => void
  readonly engine?: RunOptions
}

/**
 * Reads every stream that was asked for, once, and gives back what each run did.
 *
 * A stream that fails stops neither the other streams nor the other connections.
 *
 * @throws a `config` fault for a connection or stream that does not exist.
 */
export async function sync(installation: Installation, options: SyncOptions): Promise<SyncReport> {
  const { configuration, store } = installation
  const engine = options.engine ?? {}
  const connections = (options.connections ?? [...configuration.connections.keys()]).map((id) =>
    connectionNamed(configuration, id),
  )
  const clock = engine.clock ?? engineClock()
  const owner = randomUUID()
  const runs: StreamRun[] = []
  let matched = 0
  for (const connection of connections) {
    const line = installation.lines.of(connection)
    const { parts, standing } = await openConnection(store, line, {
      side: 'streams',
      signal: options.signal,
      clock,
      engine,
    })
    const streams = chosenStreams(connection, parts, options)
    matched += streams.length
    const enabled = connection.streams ?? Object.keys(parts.streams ?? {})
    const family = familyOf(parts.streams, enabled, clock.now())
    const streamOptions: StreamRunOptions = {
      full: options.full ?? false,
      sweep: options.sweep ?? false,
      acceptDeletes: options.acceptDeletes ?? false,
      signal: options.signal,
      owner,
      line,
      streams,
      family,
      onProgress: options.onProgress ?? (() => {}),
      engine: { ...engine, clock },
    }
    const own: StreamRun[] = []
    for (const name of family.inOrder(streams)) {
      const stream = parts.streams?.[name]
      if (stream === undefined) continue
      const part = `streams.${name}`
      const notes = [
        ...(own.length === 0 ? standing.notes(undefined) : []),
        ...standing.notes(part),
      ]
      const stopped = standing.stopped(part)
      own.push(
        await runStream(store, connection, name, stream, { ...streamOptions, notes, stopped }),
      )
      if (options.signal.aborted) break
      if (standing.fault === undefined && own.some(stopsConnection)) break
    }
    if (standing.fault !== undefined && own.length === 0)
      own.push(notOpened(connection, standing.fault))
    await keepClock(store, line)
    if (!options.signal.aborted && standing.fault === undefined && !own.some(stopsConnection))
      runs.push(...(await refreshStale(store, connection, parts, own, streamOptions)))
    else runs.push(...own)
    if (options.signal.aborted) break
  }
  if (options.streams !== undefined && matched === 0)
    throw fault({
      kind: 'config',
      message: `No connection has a stream ${options.streams.join(' or ')}.`,
    })
  return { ok: !options.signal.aborted && runs.every(isGood), runs }
}

/** The run of a connection whose streams are not known, because its vendor did not tell. */
function notOpened(connection: Connection, found: Fault): StreamRun {
  const { notes, ...counts } = newTally()
  return {
    connection: connection.id,
    stream: '*',
    ...counts,
    durationMs: 0,
    fault: found,
    notes: [...notes],
  }
}

/** Asks for the records that later streams of the same connection made doubtful. */
async function refreshStale(
  store: Store,
  connection: Connection,
  parts: Parts<unknown>,
  runs: readonly StreamRun[],
  options: StreamRunOptions,
): Promise<readonly StreamRun[]> {
  const refreshed: StreamRun[] = []
  for (const run of runs) {
    const stream = parts.streams?.[run.stream]
    const place = { connection: connection.id, stream: run.stream }
    const now = options.engine.clock?.now() ?? Date.now()
    const due = await store.read((dialect, org) => dueRefreshes(dialect, org, place, now, 1))
    if (stream?.get === undefined || due.length === 0) refreshed.push(run)
    else
      refreshed.push(
        together(run, await refreshStream(store, connection, run.stream, stream, options)),
      )
  }
  return refreshed
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
  for (const name of chosen)
    if (!all.includes(name))
      throw fault({
        kind: 'config',
        message: `${connection.id} has no stream ${name}.`,
        hint: `It has: ${all.join(', ') || 'none'}.`,
      })
  return chosen
}
