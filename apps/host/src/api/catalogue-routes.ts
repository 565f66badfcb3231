import { entityNames, isEntityName } from '@cartograph/core'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
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
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Connectors and whether connections work; rows as files; exchange rates. */
export function catalogueRoutes(host: Host): Hono {
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
    const { head, page, between, tail } = rowWriter(
      format,
      exportedFields(entity, includeDeleted),
      { raw: false },
    )
    context.header(
      'content-type',
      format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
    )
    context.header('content-disposition', `attachment; filename="${entity}.${format}"`)
    return stream(context, async (out) => {
      if (head !== '') await out.write(head)
      let isFirst = true
      for await (const rows of exportedRows(store, entity, { includeDeleted })) {
        if (out.aborted || host.signal.aborted) return
        await out.write((isFirst ? '' : between) + page(rows))
        isFirst = false
      }
      if (tail !== '') await out.write(tail)
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
