import { randomUUID } from 'node:crypto'
import { fault, faultOf } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionNamed, type Installation } from '../connections/index.ts'
import { engineClock, runLanes } from '../queue/index.ts'
import type { SyncReport } from './report.ts'
import { isGood } from './run-stream.ts'
import { runSpan } from './spans.ts'
import { stoppedRun, syncConnection, type ConnectionRuns } from './sync-connection.ts'
import type { SyncOptions } from './sync-options.ts'

/** Connections that are read at the same time. */
const connectionsAtOnce = 4

/**
 * Reads every stream that was asked for, once, and gives back what each run did.
 *
 * A stream that fails stops neither the other streams nor the other connections.
 *
 * @throws a `config` fault for a connection or stream that does not exist.
 */
export async function sync(installation: Installation, options: SyncOptions): Promise<SyncReport> {
  const { configuration } = installation
  const connections = (options.connections ?? [...configuration.connections.keys()]).map((id) =>
    connectionNamed(configuration, id),
  )
  const clock = options.engine?.clock ?? engineClock(installation.store.now)
  const owner = options.owner ?? randomUUID()
  const done = await runLanes(
    connections.map((connection) => ({
      group: undefined,
      work: async () =>
        options.signal.aborted
          ? { runs: [], asked: 0 }
          : runSpan(connection.id, () =>
              readAlone(installation, connection, { ...options, clock, owner }),
            ),
    })),
    // Without a signal: a run that is called off still reports what it did.
    { concurrency: connectionsAtOnce },
  )
  const runs = done.flatMap((each) => each.runs)
  if (options.streams !== undefined && done.every(({ asked }) => asked === 0))
    throw fault({
      kind: 'config',
      message: `No connection has a stream ${options.streams.join(' or ')}.`,
    })
  return { ok: !options.signal.aborted && runs.every(isGood), runs }
}

/** Under which name processes agree on who reads a connection. */
export function runName(connection: string): string {
  return `reading of ${connection}`
}

async function readAlone(
  installation: Installation,
  connection: Connection,
  options: Parameters<typeof syncConnection>[2],
): Promise<ConnectionRuns> {
  const { alone } = options
  if (alone === undefined) return syncConnection(installation, connection, options)
  try {
    return await alone(runName(connection.id), (signal) =>
      syncConnection(installation, connection, { ...options, signal }),
    )
  } catch (error) {
    return { asked: 1, runs: [stoppedRun(connection, '*', faultOf(error, connection.id))] }
  }
}
