import { fault, type Json, type Parts } from '@cartograph/core'
import type { Configuration, Connection } from '../config/index.ts'
import { engineClock } from '../queue/index.ts'
import { readFinding, writeFinding, type Store } from '../store/index.ts'
import { connectionContext } from './context.ts'
import type { Line, Lines } from './line.ts'
import type { RunOptions } from './options.ts'

export interface Installation {
  readonly configuration: Configuration
  readonly store: Store
  /** What connections share while the process lives. */
  readonly lines: Lines
}

export function connectionNamed(configuration: Configuration, id: string): Connection {
  const connection = configuration.connections.get(id)
  if (connection !== undefined) return connection
  throw fault({
    kind: 'config',
    message: `There is no connection ${id}.`,
    hint: `The configuration has: ${[...configuration.connections.keys()].join(', ') || 'none'}.`,
  })
}

/** What a connection can do, with what was discovered about its account; discovered once for the same settings. */
export async function connectionParts(
  store: Store,
  line: Line,
  options: { readonly signal: AbortSignal; readonly engine?: RunOptions },
): Promise<Parts<unknown>> {
  const { connection } = line
  const { connector, config, fingerprint } = connection
  let found: Json = null
  if (connector.discover !== undefined) {
    const known = await store.read((dialect, org) => readFinding(dialect, org, connection.id))
    if (known !== undefined && known.fingerprint === fingerprint) ({ found } = known)
    else {
      const clock = options.engine?.clock ?? engineClock()
      const context = connectionContext(line, {
        ...options.engine,
        clock,
        signal: options.signal,
        dry: true,
        streams: [],
      })
      const discovered = await connector.discover(context)
      found = discovered
      await store.write((dialect, org) =>
        writeFinding(dialect, org, connection.id, { fingerprint, found: discovered }, clock.now()),
      )
    }
  }
  return connector.parts({ config, found })
}
