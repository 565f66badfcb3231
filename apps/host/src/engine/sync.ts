import { randomUUID } from 'node:crypto'
import { fault, type Parts } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import {
  connectionNamed,
  connectionParts,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import type { StreamRun, SyncProgress, SyncReport } from './report.ts'
import { isGood, runStream } from './run-stream.ts'

export interface SyncOptions {
  /** Default: every connection that has streams. */
  readonly connections?: readonly string[]
  /** Default: the streams that the configuration names, else all. */
  readonly streams?: readonly string[]
  /** Reads everything anew. */
  readonly full?: boolean
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
    const parts = await connectionParts(store, connection, {
      ...options,
      engine: { ...engine, clock },
    })
    const streams = chosenStreams(connection, parts, options)
    matched += streams.length
    for (const name of streams) {
      const stream = parts.streams?.[name]
      if (stream === undefined) continue
      const run = await runStream(store, connection, name, stream, {
        full: options.full ?? false,
        acceptDeletes: options.acceptDeletes ?? false,
        signal: options.signal,
        owner,
        streams,
        onProgress: options.onProgress ?? (() => {}),
        engine: { ...engine, clock },
      })
      runs.push(run)
      if (options.signal.aborted || stopsConnection(run)) break
    }
    if (options.signal.aborted) break
  }
  if (options.streams !== undefined && matched === 0)
    throw fault({
      kind: 'config',
      message: `No connection has a stream ${options.streams.join(' or ')}.`,
    })
  return { ok: !options.signal.aborted && runs.every(isGood), runs }
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
