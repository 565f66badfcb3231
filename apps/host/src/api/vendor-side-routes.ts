import { isFault, type Connector, type Json, type Parts, type Permissions } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import { connectorHandouts, type Connection } from '../config/index.ts'
import { discoverAgain, prepareVendor, withoutSecrets } from '../connections/index.ts'
import { readFinding } from '../store/index.ts'
import { knownParts, type Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf } from './described-requests.ts'
import { problem, vendorProblem } from './problem.ts'

/** What a connection can do at its vendor, what the vendor's side is like, and making what is missing there. */
export function vendorSideRoutes(host: Host): Hono {
  const { store, lines, clock, engine, signal } = host
  const routes = new Hono()
  const withConnection = async (
    context: Context,
    answer: (connection: Connection) => Promise<Response>,
  ): Promise<Response> => {
    const id = context.req.param('id') ?? ''
    const connection = host.configuration.connections.get(id)
    if (connection === undefined) return problem(404, `There is no connection ${id}.`)
    try {
      return await answer(connection)
    } catch (error) {
      if (!isFault(error)) throw error
      return vendorProblem(withoutSecrets(lines.of(connection), error))
    }
  }
  const note = (context: Context, action: AuditAction, target: string) =>
    store.write((dialect, org) =>
      audit(dialect, org, { at: host.now(), actor: askingOf(context).actor, action, target }),
    )
  routes.get('/connections/:id/vendor-side', (context) =>
    withConnection(context, async (connection) => {
      const { id, fingerprint, connector } = connection
      const finding = await store.read((dialect, org) => readFinding(dialect, org, id))
      const isKnown = finding !== undefined && finding.fingerprint === fingerprint
      return Response.json({
        connection: id,
        ...abilitiesOf(connector),
        ...(isKnown && {
          found: { at: new Date(finding.at).toISOString(), value: finding.found },
        }),
        parts: shownParts(await knownParts(store, connection)),
      })
    }),
  )
  routes.get('/connections/:id/handouts', (context) =>
    withConnection(context, async ({ connectorName }) =>
      Response.json({
        files: await connectorHandouts(connectorName, host.configuration.folder),
      }),
    ),
  )
  routes.post('/connections/:id/discover', (context) =>
    withConnection(context, async (connection) => {
      const { id, connector } = connection
      const discovery = await discoverAgain(store, lines.of(connection), {
        clock,
        signal: AbortSignal.any([signal, context.req.raw.signal]),
        engine,
      })
      if (discovery === undefined)
        return problem(409, `${connector.name} tells nothing that ${id} could ask for.`)
      await note(context, 'connection.discover', id)
      const { isFirst, differences } = discovery
      return Response.json({ connection: id, isFirst, differences })
    }),
  )
  routes.post('/connections/:id/prepare', (context) =>
    withConnection(context, async (connection) => {
      const { id } = connection
      const { make = false } = bodyOf(context, 'POST /api/connections/:id/prepare')
      // What was begun at a vendor is brought to its end though nobody waits for it any more.
      if (make) await note(context, 'connection.prepare', id)
      const steps = await prepareVendor(lines.of(connection), {
        clock,
        signal,
        engine,
        dry: !make,
      })
      return Response.json({ connection: id, made: make, steps: steps ?? [] })
    }),
  )
  return routes
}

function abilitiesOf(connector: Connector<unknown, Json>) {
  return {
    connector: connector.id,
    name: connector.name,
    prepares: connector.prepare !== undefined,
    discovers: connector.discover !== undefined,
  }
}

interface ShownPart {
  readonly kind: string
  readonly name: string
  readonly permissions: Permissions
}

function shownParts(parts: Parts<unknown>): readonly ShownPart[] {
  const { feed, webhook } = parts
  return [
    ...partsOf('stream', parts.streams),
    ...(feed === undefined ? [] : partsOf('feed', { feed })),
    ...(webhook === undefined ? [] : partsOf('webhook', { webhook })),
    ...Object.entries(parts.sinks ?? {}).map(([name, sink]) => {
      const shown = { kind: 'sink', name, permissions: permissionsOf(sink) }
      return 'serve' in sink
        ? Object.assign(shown, { mode: 'served' })
        : Object.assign(shown, { mode: sink.mode, deletes: sink.deletes ?? false })
    }),
    ...partsOf('action', parts.actions),
    ...partsOf('lookup', parts.lookups),
    ...partsOf('surface', parts.surfaces),
  ]
}

function partsOf(kind: string, parts: Readonly<Record<string, object>> = {}): readonly ShownPart[] {
  return Object.entries(parts).map(([name, part]) => ({
    kind,
    name,
    permissions: permissionsOf(part),
  }))
}

function permissionsOf(part: object): Permissions {
  return (part as { readonly permissions?: Permissions }).permissions ?? []
}
