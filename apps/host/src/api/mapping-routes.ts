import { fault, type Mapping } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { parse } from 'yaml'
import * as z from 'zod'
import { mappingShape, type Configuration } from '../config/index.ts'
import {
  deliverySides,
  knownParts,
  previewStored,
  previewStoredDelivery,
  streamSides,
  type Host,
} from '../work/index.ts'
import { bodyOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Mappings: listed, shown, and tried on what the store has. */
export function mappingRoutes(host: Host): Hono {
  const { configuration } = host
  const routes = new Hono()
  routes.get('/mappings', async () => {
    const all = allMappings(configuration)
    return Response.json({
      unmapped: await unmappedStreams(host, new Set(all.map(({ part }) => part))),
      mappings: all.map(({ part, connection, mapping: { id, from, to } }) => ({
        id,
        part,
        connection,
        from,
        to,
      })),
    })
  })
  routes.get('/mappings/:part', (context) => {
    const part = context.req.param('part')
    const own = allMappings(configuration).filter((each) => each.part === part)
    return own.length === 0
      ? noSuchPart(part)
      : Response.json({ part, mappings: own.map(({ mapping }) => mapping) })
  })
  routes.get('/mappings/:part/sides', async (context) => {
    const part = context.req.param('part')
    const { delivery, connection, stream } = placeOf(configuration, part)
    const sides =
      delivery === undefined
        ? connection && (await streamSides(host, connection, stream))
        : await deliverySides(host, delivery)
    return sides === undefined ? noSuchPart(part) : Response.json({ part, ...sides })
  })
  routes.post('/mappings/preview', (context) => preview(host, context))
  return routes
}

async function preview(host: Host, context: Context): Promise<Response> {
  const { part, mapping: given, limit } = bodyOf(context, 'POST /api/mappings/preview')
  const { configuration } = host
  const mappings =
    given === undefined
      ? allMappings(configuration).flatMap((each) => (each.part === part ? each.mapping : []))
      : [mappingIn(given)]
  const { delivery, connection, stream } = placeOf(configuration, part)
  if (delivery === undefined && connection === undefined) return noSuchPart(part)
  if (mappings.length === 0)
    return problem(
      409,
      `${part} has no mapping: its records are kept, and nothing is made of them.`,
    )
  const previews = []
  for (const mapping of mappings)
    previews.push(
      ...(delivery === undefined && connection !== undefined
        ? await previewStored(host, connection, stream, { mapping, limit })
        : delivery === undefined
          ? []
          : await previewStoredDelivery(host, delivery, { mapping, limit })),
    )
  return Response.json({ ok: previews.every(({ problems }) => problems.length === 0), previews })
}

/** A delivery, or the connection of a stream. */
function placeOf({ connections, deliveries }: Configuration, part: string) {
  const dot = part.indexOf('.')
  return {
    delivery: deliveries.get(part),
    connection: dot < 1 ? undefined : connections.get(part.slice(0, dot)),
    stream: part.slice(dot + 1),
  }
}

/** Streams whose records are kept while nothing is made of them. */
async function unmappedStreams(
  { configuration, store }: Host,
  mapped: ReadonlySet<string>,
): Promise<
  readonly { readonly part: string; readonly connection: string; readonly connector: string }[]
> {
  const found = []
  for (const connection of configuration.connections.values()) {
    const { id, connector, streams: wanted } = connection
    // What a connector makes of what it once found is its own; a failure of that shows in its runs.
    const { streams = {} } = await knownParts(store, connection).catch(() => ({ streams: {} }))
    for (const stream of Object.keys(streams)) {
      const part = `${id}.${stream}`
      if (!mapped.has(part) && (wanted === undefined || wanted.includes(stream)))
        found.push({ part, connection: id, connector: connector.id })
    }
  }
  return found
}

interface PlacedMapping {
  readonly part: string
  readonly connection: string
  readonly mapping: Mapping
}

/** Those of streams, then those of deliveries, in the order of the configuration. */
function allMappings({ connections, deliveries }: Configuration): readonly PlacedMapping[] {
  return [
    ...[...connections.values()].flatMap(({ id, mappings }) =>
      mappings.flatMap((mapping) =>
        'stream' in mapping.from
          ? { part: `${id}.${mapping.from.stream}`, connection: id, mapping }
          : [],
      ),
    ),
    ...[...deliveries.values()].map(({ id, connection, mapping }) => ({
      part: id,
      connection,
      mapping,
    })),
  ]
}

/** @throws a `config` fault that says what is not understood. */
function mappingIn(given: string | Readonly<Record<string, unknown>>): Mapping {
  const read = typeof given === 'string' ? written(given) : given
  const { success, data, error } = mappingShape.safeParse(read)
  if (success) return data as Mapping
  const [issue] = error.issues
  throw fault({
    kind: 'config',
    message: `The mapping is not understood: ${issue === undefined ? z.prettifyError(error) : `${issue.path.join('.')}: ${issue.message}`}.`,
    path: (issue?.path ?? []).map(String),
  })
}

function written(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 }) as unknown
  } catch (error) {
    throw fault({
      kind: 'config',
      message: `The mapping is neither YAML nor JSON: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
    })
  }
}

function noSuchPart(part: string): Response {
  return problem(404, `There is no mapping of ${part}.`, {
    hint: 'GET /api/mappings lists all; a stream is written connection.stream.',
  })
}
