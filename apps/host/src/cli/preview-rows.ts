import { fault, type Context, type JsonObject, type Parts, type Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { checkLine, connectionContext, openLines, type Installation } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { exportedRows } from '../work/index.ts'

/** Real rows of a stream, read from its vendor without changing anything there; the store is not needed. */
export async function streamSamples(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<{
  readonly stream: Stream<unknown>
  readonly rows: (limit: number) => AsyncGenerator<JsonObject>
}> {
  const line = openLines().of(connection)
  const options = { clock: engineClock(), signal, isInteractive: true }
  // A stream may read differently in another time zone or currency, and only a check knows those of the account.
  await checkLine(line, options)
  const context = connectionContext(line, { ...options, dry: true, streams: [name] })
  const { connector, config } = connection
  const found = connector.discover === undefined ? null : await connector.discover(context)
  const stream = streamNamed(connection, connector.parts({ config, found }), name)
  return { stream, rows: (limit) => rowsOf(context, connection, name, stream, limit) }
}

function streamNamed(
  { id }: Connection,
  { streams = {} }: Parts<unknown>,
  name: string,
): Stream<unknown> {
  const stream = Object.hasOwn(streams, name) ? streams[name] : undefined
  if (stream !== undefined) return stream
  throw fault({
    kind: 'config',
    message: `${id} has no stream ${name}.`,
    hint: `It has: ${Object.keys(streams).join(', ') || 'none'}.`,
  })
}

async function* rowsOf(
  context: Context<unknown>,
  connection: Connection,
  name: string,
  { list }: Stream<unknown>,
  limit: number,
): AsyncGenerator<JsonObject> {
  if (list === undefined || typeof list.plan !== 'function')
    throw fault({
      kind: 'config',
      message: `${connection.id}.${name} cannot be listed by itself, so there are no rows to show before it is read.`,
      hint: 'Preview the stream that it belongs to, or run sync and look at the export.',
    })
  let count = 0
  for await (const slice of list.plan(context)) {
    for await (const { items } of list.read(context, slice, undefined)) {
      for (const change of items) {
        if (change.op !== 'upsert') continue
        yield change.row as JsonObject
        count += 1
        if (count >= limit) return
      }
    }
  }
}

/** Rows of the store that a delivery would send. */
export async function* storedRows(
  { store }: Installation,
  entity: Parameters<typeof exportedRows>[1],
  limit: number,
): AsyncGenerator<JsonObject> {
  let count = 0
  for await (const page of exportedRows(store, entity, { includeDeleted: false })) {
    for (const row of page) {
      yield row
      count += 1
      if (count >= limit) return
    }
  }
}
