import { Hono, type Context } from 'hono'
import {
  sectionNamed,
  type Changed,
  type Changing,
  type ConfigurationDesk,
  type EntryName,
  type ShownEntry,
} from '../declared/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

/** The configuration: what the file has, and what the store keeps beside it and can be changed here. */
export function configurationRoutes({ now }: Pick<Host, 'now'>, desk: ConfigurationDesk): Hono {
  const routes = new Hono()
  const changingOf = (context: Context, over: number | undefined): Changing => ({
    by: askingOf(context).actor,
    now: now(),
    over,
  })
  routes.get('/configuration', async () => Response.json({ entries: await desk.list() }))
  routes.post('/configuration/check', async (context) => {
    const { entries } = bodyOf(context, 'POST /api/configuration/check')
    return Response.json(await desk.check(entries))
  })
  routes.post('/configuration', async (context) => {
    const { entries } = bodyOf(context, 'POST /api/configuration')
    const present = new Set((await desk.list()).map(({ section, id }) => `${section}/${id}`))
    const there = entries.find(({ section, id }) => present.has(`${section}/${id}`))
    if (there !== undefined)
      return problem(412, `There is ${there.section}/${there.id} already.`, {
        hint: 'Read it, and change what it is.',
      })
    const brought = await desk.bring(entries, { by: askingOf(context).actor, now: now() })
    return brought.state === 'done'
      ? Response.json({ changed: brought.changed }, { status: 201 })
      : refusalOf(brought)
  })
  routes.get('/configuration/removals', async () =>
    Response.json({ removals: await desk.removals() }),
  )
  routes.get('/configuration/:section/:id', async (context) => {
    const entry = await desk.read(nameIn(context))
    return entry === undefined ? nothing(nameIn(context)) : shown(entry)
  })
  routes.put('/configuration/:section/:id', async (context) => {
    const name = nameIn(context)
    const seen = seenIn(context)
    if (seen === undefined) return unseen()
    const value = await jsonBody(context.req)
    if (value === undefined)
      return problem(400, 'The body is no JSON, or is nested more than 200 levels deep.')
    const changed = await desk.write({ ...name, value }, changingOf(context, seen.over))
    return answerOf(name, changed, seen.over === undefined ? 201 : 200)
  })
  routes.delete('/configuration/:section/:id', async (context) => {
    const name = nameIn(context)
    const seen = seenIn(context)
    if (seen?.over === undefined) return unseen()
    const { data } = queryOf(context, 'DELETE /api/configuration/:section/:id')
    const changed = await desk.remove(name, changingOf(context, seen.over), data)
    return changed.state === 'done'
      ? new Response(null, { status: 204 })
      : answerOf(name, changed, 200)
  })
  routes.get('/configuration/:section/:id/history', async (context) => {
    const versions = await desk.history(nameIn(context))
    return versions.length === 0 ? nothing(nameIn(context)) : Response.json({ versions })
  })
  routes.post('/configuration/:section/:id/restore', async (context) => {
    const name = nameIn(context)
    const seen = seenIn(context)
    if (seen === undefined) return unseen()
    const { version } = bodyOf(context, 'POST /api/configuration/:section/:id/restore')
    const changed = await desk.restore(name, version, changingOf(context, seen.over))
    return answerOf(name, changed, 200)
  })
  return routes
}

/** The version that a request saw; undefined where it does not say. */
function seenIn({ req }: Context): { readonly over: number | undefined } | undefined {
  const digits = /^"(\d{1,15})"$/u.exec(req.header('if-match') ?? '')?.[1]
  if (digits !== undefined) return { over: Number(digits) }
  return req.header('if-none-match') === '*' ? { over: undefined } : undefined
}

function nameIn(context: Context): EntryName {
  const { section = '', id = '' } = context.req.param()
  return { section: sectionNamed(section), id }
}

function shown(entry: ShownEntry): Response {
  const { version } = entry
  return Response.json(entry, {
    headers: version === undefined ? {} : { etag: `"${version}"` },
  })
}

function nothing({ section, id }: EntryName): Response {
  return problem(404, `The configuration has no ${section}/${id}.`)
}

function unseen(): Response {
  return problem(
    428,
    'Say which version is to be changed in `If-Match`, or `If-None-Match: *` for a new entry.',
  )
}

function answerOf(name: EntryName, changed: Changed, status: number): Response {
  if (changed.state === 'done') {
    const { version } = changed
    return Response.json({ ...name, version }, { status, headers: { etag: `"${version}"` } })
  }
  if (changed.state === 'refused') return refusalOf(changed)
  const { now } = changed
  if (now === undefined)
    return problem(412, 'It is not there any more.', {
      hint: 'Somebody took it away; its history says who.',
    })
  if (now.origin === 'file')
    return problem(409, `${name.section}/${name.id} stands in the configuration file.`, {
      hint: 'It is changed there.',
    })
  return problem(412, `It was changed by ${now.changedBy} at ${now.changedAt}.`, {
    hint: 'Read it again, and change what it is now.',
    more: { version: now.version, changedBy: now.changedBy, changedAt: now.changedAt },
  })
}

function refusalOf({ faults, others }: Extract<Changed, { state: 'refused' }>): Response {
  return Object.keys(others).length === 0
    ? problem(422, 'There are mistakes in it, so nothing was changed.', { more: { faults } })
    : problem(409, `Others need it: ${Object.keys(others).join(', ')}.`, {
        hint: 'Change these first, or together with it.',
        more: { faults, others },
      })
}
