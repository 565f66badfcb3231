import { entityNames, isEntityName, type JsonObject } from '@cartograph/core'
import { Hono } from 'hono'
import { audit } from '../access/index.ts'
import { dayText, keepRates, ratesIn, uploadSource } from '../analytics/index.ts'
import {
  callingNames,
  connectorLoader,
  connectorPurpose,
  inputSchema,
  installedConnectors,
} from '../config/index.ts'
import { rateSpans } from '../store/index.ts'
import {
  checkConnection,
  exportedFields,
  exportedRows,
  rowWriter,
  type Host,
  type RowWriter,
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { problem } from './problem.ts'
import type { UnderWay } from './under-way.ts'

/** Connectors and whether connections work; rows as files; exchange rates. */
export function catalogueRoutes(host: Host, underWay: Pick<UnderWay, 'begin'>): Hono {
  const { configuration, store, lines, now } = host
  const routes = new Hono()
  routes.get('/connectors', async () => {
    const load = connectorLoader(configuration.folder)
    const found = await Promise.all(
      installedConnectors(configuration.folder).map(
        async (name) => [name, await load(name)] as const,
      ),
    )
    const connectors = []
    const unusable = []
    for (const [name, loaded] of found) {
      if ('connector' in loaded) {
        const { connector, version, needs } = loaded
        connectors.push({
          package: name,
          names: callingNames(name),
          id: connector.id,
          name: connector.name,
          version,
          needs,
          ...(await connectorPurpose(connector)),
          settings: inputSchema(connector.config),
        })
      } else unusable.push({ package: name, message: loaded.message })
    }
    return Response.json({ connectors, unusable })
  })
  routes.post('/connections/:id/check', async (context) => {
    const id = context.req.param('id')
    const connection = configuration.connections.get(id)
    if (connection === undefined) return problem(404, `There is no connection ${id}.`)
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    return Response.json(await checkConnection(lines.of(connection), signal))
  })
  routes.get('/exports/:entity', (context) => {
    const entity = context.req.param('entity')
    if (!isEntityName(entity))
      return problem(404, `The commerce model has no "${entity}".`, {
        hint: `It has: ${entityNames.join(', ')}.`,
      })
    const { format, deleted } = queryOf(context, 'GET /api/exports/:entity')
    const includeDeleted = deleted === 'yes'
    const writer = rowWriter(format, exportedFields(entity, includeDeleted), { raw: false })
    const pages = exportedRows(store, entity, { includeDeleted })
    const bytes = exportedBytes(writer, pages, { signal: host.signal, end: underWay.begin() })
    return new Response(ReadableStream.from(bytes), {
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        'content-disposition': `attachment; filename="${entity}.${format}"`,
      },
    })
  })
  routes.post('/rates', async (context) => {
    const rates = ratesIn(bodyOf(context, 'POST /api/rates').text)
    const source = rates[0]?.source ?? uploadSource
    const { actor } = askingOf(context)
    await store.write(function* (dialect, org) {
      yield* keepRates(dialect, org, rates, source)
      yield* audit(dialect, org, { at: now(), actor, action: 'rates.write' })
    })
    return Response.json({ rates: rates.length, source }, { status: 201 })
  })
  routes.get('/rates', async () => {
    const spans = await store.read(rateSpans)
    return Response.json({
      rates: spans.map(({ currency, source, days, from, to }) => ({
        currency,
        source,
        days,
        from: dayText(from),
        to: dayText(to),
      })),
    })
  })
  return routes
}

/**
 * An export, page by page.
 *
 * @throws where the host ends before it is whole: the connection breaks off, so that nobody takes a part for the whole.
 */
async function* exportedBytes(
  { head, page, between, tail }: RowWriter,
  pages: AsyncIterable<readonly JsonObject[]>,
  { signal, end }: { readonly signal: AbortSignal; readonly end: () => void },
): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder()
  try {
    if (head !== '') yield bytes.encode(head)
    let isFirst = true
    for await (const rows of pages) {
      signal.throwIfAborted()
      yield bytes.encode((isFirst ? '' : between) + page(rows))
      isFirst = false
    }
    if (tail !== '') yield bytes.encode(tail)
  } finally {
    end()
  }
}
