import { nearest, type ServedSink, type Sink } from '@cartograph/core'
import type { Delivery } from './configuration.ts'
import type { Path } from './document.ts'
import { choice, unknownPart } from './naming.ts'
import type { ReadConnection, Reading } from './reading.ts'

/** Checks that a feed can be pushed to a sink: whatever is sent twice must do no harm, since no ledger of single attempts is kept. */
export function checkFeedSink(
  { connection, sink }: { readonly connection: string; readonly sink: string },
  {
    connections,
    deliveries,
  }: {
    readonly connections: ReadonlyMap<string, ReadConnection>
    readonly deliveries: ReadonlyMap<string, Delivery>
  },
  path: Path,
  { document, problems }: Reading,
): void {
  const target = connections.get(connection)
  if (target === undefined) {
    const ids = [...connections.keys()]
    problems.add(document, [...path, 'connection'], {
      message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
    })
    return
  }
  const { connector, parts } = target
  if (connector === undefined || parts === undefined) return
  const found = parts.sinks?.[sink]
  const at = [...path, 'sink']
  if (found === undefined) {
    problems.add(document, at, unknownPart('sink', sink, Object.keys(parts.sinks ?? {}), connector))
    return
  }
  const hindrance = hindranceOf(found)
  if (hindrance !== undefined)
    problems.add(document, at, {
      message: `a feed cannot be pushed to ${connection}.${sink}: ${hindrance}`,
      hint: 'Write a delivery `from: product` or `from: variant` to it instead.',
    })
  const other = [...deliveries.values()].find(
    (each) => each.connection === connection && each.sink === sink,
  )
  if (other !== undefined)
    problems.add(document, at, {
      message: `the delivery ${other.id} sends to ${connection}.${sink} already`,
      hint: 'Each would take away what the other sends. Give one of them another sink.',
    })
}

function hindranceOf(sink: Sink<unknown> | ServedSink<unknown>): string | undefined {
  if ('serve' in sink) return 'it is fetched, as the feed itself is'
  if (sink.mode === 'append') return 'it keeps everything that is ever added'
  if (sink.references !== undefined) return 'its items refer to items of other sinks'
  if (sink.subject !== undefined) return 'its items are about persons'
  return sink.onUnknown === 'repeat' || sink.onUnknown === 'repeatWithKey'
    ? undefined
    : 'what is sent to it twice is there twice'
}
