import { Hono, type Context } from 'hono'
import * as z from 'zod'
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
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

const listed = z.object({
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const dated = z.object({
  before: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const counted = z.object({ days: z.coerce.number().int().min(1).max(3660).default(30) })
const names = z.array(z.string().min(1).max(600))
const merging = z.strictObject({ persons: names.min(2).max(20) })
const splitting = z.strictObject({ records: names.min(1).max(100) })
const listing = listed.pick({ limit: true })
const erasing = z.strictObject({ dryRun: z.boolean().default(false) })

/** Persons: listed, searched, explained and counted; what staff decide about them; and their erasure. */
export function customerRoutes(host: Host): Hono {
  const { store } = host
  const settings = host.configuration.customers
  const staff = (context: Context) => ({ settings, by: askingOf(context).actor, now: host.now })
  const routes = new Hono()
  routes.get('/customers', async (context) => {
    const wish = listed.safeParse(context.req.query())
    if (!wish.success)
      return problem(
        400,
        'Expected a `search`, a `node`, and a `limit` from 1 to 200; all may be left out.',
      )
    const { actor, node } = askingOf(context)
    const shown = await store.read(function* (dialect, org) {
      const persons = yield* shownPersons(dialect, org, { ...wish.data, node, settings })
      return { ...persons, isCurrent: yield* isFollowed(dialect, org) }
    })
    // That somebody searched, and not for whom.
    if (wish.data.search !== undefined)
      await store.write((dialect, org) =>
        auditOften(dialect, org, { at: host.now(), actor, action: 'customer.search', node }),
      )
    tell(host, 'looked at', shown.persons.length)
    return Response.json(shown)
  })
  routes.get('/customers/figures', async (context) => {
    const wish = counted.safeParse(context.req.query())
    if (!wish.success) return problem(400, 'Expected `days` from 1 to 3660.')
    const now = host.now()
    return Response.json(
      await store.read((dialect, org) => baseFigures(dialect, org, { ...wish.data, now })),
    )
  })
  routes.get('/customers/erasures', async (context) => {
    const wish = listing.safeParse(context.req.query())
    if (!wish.success) return problem(400, 'Expected a `limit` from 1 to 200; it may be left out.')
    const { limit } = wish.data
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
    const wish = dated.safeParse(context.req.query())
    if (!wish.success)
      return problem(400, 'Expected `before`, an instant, a `node`, and a `limit` from 1 to 200.')
    const { before, limit } = wish.data
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
    const wish = merging.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(400, 'Expected a JSON object with `persons`, two names or more.')
    const person = await mergePersons(store, wish.data.persons, staff(context))
    tell(host, 'merged', wish.data.persons.length)
    return Response.json({ person })
  })
  routes.post('/customers/:id/split', async (context) => {
    const wish = splitting.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(400, 'Expected a JSON object with `records`, those to take out.')
    const persons = await splitPerson(
      store,
      context.req.param('id'),
      wish.data.records,
      staff(context),
    )
    tell(host, 'split', 1)
    return Response.json({ persons })
  })
  routes.post('/customers/:id/undo', async (context) => {
    const undone = await forgetDecisions(store, context.req.param('id'), staff(context))
    return Response.json({ undone })
  })
  routes.post('/customers/:id/erase', async (context) => {
    const wish = erasing.safeParse(await jsonBody(context.req.raw))
    if (!wish.success)
      return problem(400, 'Expected a JSON object with `dryRun`, a boolean; it may be left out.')
    const erasure = await erasePerson(host, context.req.param('id'), {
      by: askingOf(context).actor,
      signal: host.signal,
      now: host.now,
      dry: wish.data.dryRun,
      alone: inTurn(host),
    })
    tell(host, wish.data.dryRun ? 'looked at for erasure' : 'erased', 1)
    return Response.json(erasure)
  })
  return routes
}

/** Who looked at persons or changed them can be asked of the log; it does not tell who they are. */
function tell(host: Host, what: string, persons: number): void {
  host.log({ level: 'info', message: `By API: persons ${what}: ${persons}.`, fields: { persons } })
}
