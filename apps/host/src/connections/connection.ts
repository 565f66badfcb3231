import { fault } from '@cartograph/core'
import {
  ownConnection,
  ownConnectionIds,
  type Configuration,
  type Connection,
} from '../config/index.ts'
import type { Store } from '../store/index.ts'
import type { Lines } from './line.ts'

export interface Installation {
  readonly configuration: Configuration
  readonly store: Store
  /** What connections share while the process lives. */
  readonly lines: Lines
}

export function connectionNamed(configuration: Configuration, id: string): Connection {
  const connection = configuration.connections.get(id)
  if (connection !== undefined) return connection
  const own = ownConnectionIds(configuration.customers?.nodes.values() ?? [])
  if (own.includes(id)) return ownConnection(id)
  throw fault({
    kind: 'config',
    message: `There is no connection ${id}.`,
    hint: `The configuration has: ${[...configuration.connections.keys()].join(', ') || 'none'}.`,
  })
}
