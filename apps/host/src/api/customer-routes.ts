import { Hono, type Context } from 'hono'
import { auditOften } from '../access/index.ts'
import {
  baseFigures,
  erasePerson,
  explainPerson,
  exportPerson,
  forgetDecisions,
  isFollowed,
  listErasures,
  mergePersons,
  personAtNode,
  shownPersons,
  splitPerson,
  timelineOf,
} from '../customers/index.ts'
import { inTurn, type Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { problem } from './problem.ts'

/** Persons: listed, searched, explained and counted; what staff decide about them; and their erasure. */
export function customerRoutes(host: Host): Hono {
  const { store } = host
  const settings = host.configuration.customers
  const staff = (context: Context) => ({ settings, by: askingOf(context).actor, now: host.now })
  const routes = new Hono()
  routes.get('/customers', async (context) => {
    const wish = queryOf(context, 'GET /api/customers')
    const { actor, node } = askingOf(context)
    const shown = await store.read(function* (dialect, org) {
      const persons = yield* shownPersons(dialect, org, { ...wish, node, settings })
      return { ...persons, isCurrent: yield* isFollowed(dialect, org) }
    })
    // That somebody searched, and not for whom.
    if (wish.search !== undefined)
      await store.write((dialect, org) =>
        auditOften(dialect, org, { at: host.now(), actor, action: 'customer.search', node }),
      )
    tell(host, 'looked at', shown.persons.length)
    const last = shown.persons.at(-1)?.id
    const isWhole = wish.search !== undefined || !shown.isCut
    return Response.json({ ...shown, next: isWhole ? null : (last ?? null) })
  })
  routes.get('/customers/figures', async (context) => {
    const { days } = queryOf(context, 'GET /api/customers/figures')
    const now = host.now()
    return Response.json(
      await store.read((dialect, org) => baseFigures(dialect, org, { days, now })),
    )
  })
  routes.get('/customers/erasures', async (context) => {
    const { limit } = queryOf(context, 'GET /api/customers/erasures')
    const erasures = await store.read((dialect, org) => listErasures(dialect, org, limit))
    return Response.json({ erasures })
  })
  routes.get('/customers/:id', async (context) => {
    const id = context.req.param('id')
    const { node } = askingOf(context)
    // Why records are one speaks of records of all nodes.
    const found = await store.read(function* (dialect, org) {
      if (node === undefined) return yield* explainPerson(dialect, org, id, settings)
      const person = yield* personAtNode(dialect, org, id, { node, settings })
      return person && { person }
    })
    if (found === undefined) return problem(404, 'There is no such person.')
    tell(host, 'looked at', 1)
    return Response.json(found)
  })
  routes.get('/customers/:id/timeline', async (context) => {
    const { before, limit } = queryOf(context, 'GET /api/customers/:id/timeline')
    const until = before === undefined ? undefined : Date.parse(before)
    const id = context.req.param('id')
    const { node } = askingOf(context)
    const moments = await store.read(function* (dialect, org) {
      if (node !== undefined && !(yield* personAtNode(dialect, org, id, { node, settings })))
        return undefined
      return yield* timelineOf(dialect, org, id, { limit, node, before: until, settings })
    })
    if (moments === undefined) return problem(404, 'There is no such person.')
    tell(host, 'looked at', 1)
    return Response.json({ moments })
  })
  routes.get('/customers/:id/export', async (context) => {
    const found = await exportPerson(store, context.req.param('id'), staff(context))
    if (found === undefined) return problem(404, 'There is no such person.')
    tell(host, 'exported', 1)
    return Response.json(found)
  })
  routes.post('/customers/merge', async (context) => {
    const { persons } = bodyOf(context, 'POST /api/customers/merge')
    const person = await mergePersons(store, persons, staff(context))
    tell(host, 'merged', persons.length)
    return Response.json({ person })
  })
  routes.post('/customers/:id/split', async (context) => {
    const { records } = bodyOf(context, 'POST /api/customers/:id/split')
    const persons = await splitPerson(store, context.req.param('id'), records, staff(context))
    tell(host, 'split', 1)
    return Response.json({ persons })
  })
  routes.post('/customers/:id/undo', async (context) => {
    const undone = await forgetDecisions(store, context.req.param('id'), staff(context))
    return Response.json({ undone })
  })
  routes.post('/customers/:id/erase', async (context) => {
    const { dryRun } = bodyOf(context, 'POST /api/customers/:id/erase')
    const erasure = await erasePerson(host, context.req.param('id'), {
      by: askingOf(context).actor,
      signal: host.signal,
      now: host.now,
      dry: dryRun,
      alone: inTurn(host),
    })
    tell(host, dryRun ? 'looked at for erasure' : 'erased', 1)
    return Response.json(erasure)
  })
  return routes
}

/** Who looked at persons or changed them can be asked of the log; it does not tell who they are. */
function tell(host: Host, what: string, persons: number): void {
  host.log({ level: 'info', message: `By API: persons ${what}: ${persons}.`, fields: { persons } })
}
