import { fault, type Context, type Parts, type Webhook } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionContext, type Line, type RunOptions } from '../connections/index.ts'
import { engineClock, type Clock } from '../queue/index.ts'
import type { Store } from '../store/index.ts'
import { familyOf } from './family.ts'
import { newTally } from './report.ts'
import { setScene } from './scene.ts'
import type { StreamScene } from './stream-run.ts'

/** What everything that is done for one connection works with. */
export interface ConnectionScene {
  readonly store: Store
  readonly connection: Connection
  readonly line: Line
  readonly parts: Parts<unknown>
  readonly signal: AbortSignal
  readonly owner: string
  readonly engine: RunOptions
  readonly clock: Clock
}

export function connectionScene(
  given: Omit<ConnectionScene, 'clock'> & { readonly clock?: Clock },
): ConnectionScene {
  return { ...given, clock: given.clock ?? given.engine.clock ?? engineClock(given.store.now) }
}

export function webhookOf(scene: ConnectionScene): Webhook<unknown> {
  const { webhook } = scene.parts
  if (webhook !== undefined) return webhook
  throw fault({
    kind: 'config',
    message: `${scene.connection.id} takes no webhooks: its connector has none.`,
  })
}

/** The streams that are enabled: the others are read by nobody, whatever a webhook says of them. */
export function enabledStreams({ connection, parts }: ConnectionScene): readonly string[] {
  return connection.streams ?? Object.keys(parts.streams ?? {})
}

/** What a webhook's functions may touch. Their clock stands at the receipt. */
export function webhookContext(scene: ConnectionScene, receivedAt: number): Context<unknown> {
  const { line, engine, signal } = scene
  return connectionContext(line, {
    ...engine,
    clock: { now: () => receivedAt, raise: () => {}, leadMs: () => 0 },
    signal,
    dry: false,
    streams: enabledStreams(scene),
  })
}

export function noSuchStream(connection: Connection, name: string): Error {
  return fault({
    kind: 'contract',
    message: `${connection.connectorName}: a webhook speaks of the stream ${name}, which it does not have.`,
  })
}

/** A scene for one stream, with which single records are written and asked for. */
export async function recordScene(scene: ConnectionScene, name: string): Promise<StreamScene> {
  const { store, connection, line, parts, signal, owner, engine, clock } = scene
  const stream = parts.streams?.[name]
  if (stream === undefined) throw noSuchStream(connection, name)
  const streams = enabledStreams(scene)
  return setScene(store, connection, { connection: connection.id, stream: name }, stream, {
    line,
    signal,
    owner,
    streams,
    family: familyOf(parts, streams, clock.now()),
    onProgress: () => {},
    engine,
    clock,
    tally: newTally(),
  })
}
