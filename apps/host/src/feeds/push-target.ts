import {
  fault,
  faultOf,
  type Json,
  type JsonObject,
  type Outcome,
  type Sink,
  type SinkItem,
} from '@cartograph/core'
import { randomUUID } from 'node:crypto'
import {
  connectionContext,
  connectionNamed,
  openConnection,
  settled,
  withoutSecrets,
  type Installation,
  type RunOptions,
} from '../connections/index.ts'
import { shapeOf } from '../delivery/index.ts'
import { engineClock } from '../queue/index.ts'
import type { FeedScene } from './feed-items.ts'

export interface Pushing {
  readonly installation: Installation
  readonly engine: RunOptions
}

/** The sink that a run of a feed gives its rows to. */
export interface Target {
  readonly run: string
  readonly sink: Sink<unknown>
  readonly shape: string
  readonly context: () => ReturnType<typeof connectionContext>
  /** Waits for an answer of the sink, and keeps secrets out of its faults. */
  readonly ask: (
    items: readonly SinkItem<JsonObject>[],
    session?: Json,
  ) => Promise<readonly Outcome[]>
}

/** Opens the sink of a feed. */
export async function openTarget(
  { feed, signal, store }: FeedScene,
  { installation, engine }: Pushing,
): Promise<Target> {
  const { connection: id = '', sink: name = '' } = feed.to ?? {}
  const line = installation.lines.of(connectionNamed(installation.configuration, id))
  const clock = engine.clock ?? engineClock(store.now)
  const { parts, standing } = await openConnection(store, line, {
    side: 'sinks',
    signal,
    clock,
    engine,
  })
  const stopped = standing.stopped(`sinks.${name}`)
  if (stopped !== undefined) throw fault(stopped)
  const sink = parts.sinks?.[name]
  if (sink === undefined || 'serve' in sink)
    throw fault({ kind: 'config', message: `${id} has no sink ${name} that rows can be given to.` })
  const context = () =>
    connectionContext(line, { ...engine, clock, signal, dry: false, streams: [] })
  return {
    run: randomUUID(),
    sink,
    shape: shapeOf(sink.schema),
    context,
    ask: async (items, session) => {
      try {
        return await settled(sink.write(context(), items, session), `${id}.${name}`, {
          signal,
          stuckMs: engine.waits?.stuckMs,
        })
      } catch (error) {
        throw fault(withoutSecrets(line, faultOf(error, line.connection.connectorName)))
      }
    },
  }
}
