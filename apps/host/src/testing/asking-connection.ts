import type { Parts, Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import type { ScriptedVendor } from './scripted-vendor.ts'

/** Paths as vendors have them: with ids, and, in the query, with what names a person. */
export const askedPath = '/api/v2/orders/4711?email=ada@example.com'
export const writtenPath = '/api/v2/contacts/ada%40example.com'

/** The same connection, which asks a server for something before each page, and before each batch that it writes. */
export function askingConnection(connection: Connection, vendor: ScriptedVendor): Connection {
  const { connector } = connection
  return {
    ...connection,
    connector: {
      ...connector,
      hosts: () => [vendor.host],
      parts: (known) => askingParts(connector.parts(known), vendor),
    },
  }
}

function askingParts(parts: Parts<unknown>, { origin }: ScriptedVendor): Parts<unknown> {
  const { streams = {}, sinks = {} } = parts
  return {
    streams: Object.fromEntries(
      Object.entries(streams).map(([name, stream]) => [name, askingStream(stream, origin)]),
    ),
    sinks: Object.fromEntries(
      Object.entries(sinks).map(([name, sink]) => {
        if ('serve' in sink) return [name, sink]
        const write: typeof sink.write = async (context, items, session) => {
          await context.fetch(`${origin}${writtenPath}`, { method: 'PUT' })
          return sink.write(context, items, session)
        }
        return [name, { ...sink, write }]
      }),
    ),
  }
}

function askingStream(stream: Stream<unknown>, origin: string): Stream<unknown> {
  const { list } = stream
  if (list === undefined) return stream
  const read: typeof list.read = async function* (context, slice, from) {
    for await (const page of list.read(context, slice, from)) {
      await context.fetch(`${origin}${askedPath}`)
      yield page
    }
  }
  return { ...stream, list: { ...list, read } }
}
