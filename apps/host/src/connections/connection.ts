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

/** Whether there is such a connection: one that is configured, or one of those that hold what was written here. */
export function hasConnection(configuration: Configuration, id: string): boolean {
  return configuration.connections.has(id) || isOwn(configuration, id)
}

function isOwn({ customers }: Configuration, id: string): boolean {
  return ownConnectionIds(customers?.nodes.values() ?? []).includes(id)
}

export function connectionNamed(configuration: Configuration, id: string): Connection {
  const connection = configuration.connections.get(id)
  if (connection !== undefined) return connection
  if (isOwn(configuration, id)) return ownConnection(id)
  throw fault({
    kind: 'config',
    message: `There is no connection ${id}.`,
    hint: `The configuration has: ${[...configuration.connections.keys()].join(', ') || 'none'}.`,
  })
}
