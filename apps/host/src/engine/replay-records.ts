import { randomUUID } from 'node:crypto'
import { fault, nearest } from '@cartograph/core'
import {
  connectionNamed,
  openConnection,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { familyOf } from './family.ts'
import type { StreamRun } from './report.ts'
import { replayStream } from './run-stream.ts'

export interface ReplayedStream {
  readonly connection: string
  readonly stream: string
  /** Keys as the dead letters have them; undefined: all. */
  readonly keys: readonly string[] | undefined
  readonly signal: AbortSignal
  readonly engine?: RunOptions
}

/**
 * Processes the dead letters of a stream again.
 *
 * @throws a `config` fault for a connection or stream that does not exist.
 */
export async function replayRecords(
  { configuration, store, lines }: Installation,
  { connection: id, stream: name, keys, signal, engine = {} }: ReplayedStream,
): Promise<StreamRun> {
  const connection = connectionNamed(configuration, id)
  const clock = engine.clock ?? engineClock(store.now)
  const line = lines.of(connection)
  const { parts, standing } = await openConnection(store, line, {
    side: 'streams',
    signal,
    clock,
    engine: { ...engine, clock },
  })
  const names = Object.keys(parts.streams ?? {})
  const stream = parts.streams?.[name]
  if (stream === undefined) {
    const meant = nearest(name, names)
    throw fault({
      kind: 'config',
      message: `${id} has no stream ${name}.`,
      hint:
        meant === undefined ? `It has: ${names.join(', ') || 'none'}.` : `Did you mean ${meant}?`,
    })
  }
  return replayStream(store, connection, name, stream, {
    keys,
    full: false,
    sweep: false,
    fed: new Set(),
    acceptDeletes: false,
    signal,
    owner: randomUUID(),
    line,
    streams: [name],
    family: familyOf(parts, connection.streams ?? names, clock.now()),
    onProgress: () => {},
    engine: { ...engine, clock },
    notes: standing.notes(`streams.${name}`),
  })
}
