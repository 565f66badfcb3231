import { fault } from '@cartograph/core'
import {
  defaultCustomers,
  ownConnection,
  ownConnectionId,
  type CustomerSettings,
} from '../../config/index.ts'
import type { Lines, RunOptions } from '../../connections/index.ts'
import {
  connectionScene,
  lockTurns,
  recordScenes,
  type LockTurns,
  type TransactScene,
} from '../../engine/index.ts'
import type { Clock } from '../../queue/index.ts'
import type { Store } from '../../store/index.ts'
import { nodeNamed } from '../nodes/node.ts'

export interface WritingOptions {
  readonly store: Store
  readonly lines: Lines
  readonly settings?: CustomerSettings | undefined
  readonly engine: RunOptions
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly owner: string
  /** Brings persons up to date with what was written. */
  readonly catchUp: () => Promise<void>
}

/** What everything that is written by hand works with, one for as long as a process lives. */
export interface WritingScene {
  readonly store: Store
  readonly settings: CustomerSettings
  readonly clock: Clock
  readonly catchUp: () => Promise<void>
  /** Where what is written for a node goes. */
  readonly sourceOf: (node: string | undefined) => TransactScene
}

export function openWriting(options: WritingOptions): WritingScene {
  const { store, settings = defaultCustomers, clock, catchUp } = options
  const turns = lockTurns()
  const known = new Map<string, TransactScene>()
  return {
    store,
    settings,
    clock,
    catchUp,
    sourceOf: (node) => {
      if (node !== undefined && nodeNamed(settings.nodes, node).kind === 'view')
        throw fault({
          kind: 'config',
          message: `The node ${node} merges others and has no customers of its own.`,
          hint: 'Name one of the nodes that it merges.',
        })
      const id = ownConnectionId(node)
      const source = known.get(id) ?? openSource(options, id, turns)
      known.set(id, source)
      return source
    },
  }
}

function openSource(options: WritingOptions, id: string, turns: LockTurns): TransactScene {
  const { store, lines, engine, clock, signal, owner } = options
  const connection = ownConnection(id)
  const { connector, config } = connection
  const scene = connectionScene({
    store,
    connection,
    line: lines.of(connection),
    parts: connector.parts({ config, found: null }),
    signal,
    owner,
    engine,
    clock,
  })
  return {
    scene,
    surface: 'by hand',
    scenes: recordScenes(scene),
    turns,
    signal,
    now: () => clock.now(),
    // What is asked of persons is asked of the store before, and what is written does not hang on it.
    find: async () => [],
    catchUp: async () => {},
  }
}
