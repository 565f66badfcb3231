import { Hono, type Context } from 'hono'
import * as z from 'zod'
import {
  conditionText,
  parseSegment,
  predefinedSegments,
  type ListedSegment,
  type NamedSegment,
} from '../analytics/index.ts'
import { audit } from '../access/index.ts'
import { deleteOwnSegment, writeOwnSegment } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { askingOf } from './asking.ts'
import { jsonBody } from './json-body.ts'
import { countedAt, listedAt, membersAt } from './node-segments.ts'
import { problem } from './problem.ts'
import { segmentsOfHost } from './segment-door.ts'

const paged = z.object({
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

/** Segments: listed, counted before they are kept, made, changed and deleted; who is in one, and why. */
export function segmentRoutes(host: Host): Hono {
  const { store, wakes, now } = host
  const door = segmentsOfHost(host)
  const routes = new Hono()
  const wake = () => wakes.wake('segments', 'segments')
  routes.get('/segments', async (context) => {
    const place = placeOf(host, context)
    if (place !== undefined) return Response.json(await listedAt(host, place))
    const { segments, isCurrent } = await door.list()
    return Response.json({ segments: segments.map(listed), isCurrent })
  })
  routes.post('/segments/count', async (context) => {
    const place = placeOf(host, context)
    const definition = await jsonBody(context.req.raw)
    return Response.json(
      place === undefined ? await door.count(definition) : await countedAt(host, place, definition),
    )
  })
  routes.get('/segments/:id', async (context) =>
    answerOf(await door.named(context.req.param('id')), 200),
  )
  routes.put('/segments/:id', async (context) => {
    const id = context.req.param('id')
    const body = await jsonBody(context.req.raw)
    const segment = parseSegment(
      typeof body === 'object' ? { resource: 'customer', ...body, id } : body,
    )
    const taken = takenElsewhere(host, id)
    if (taken !== undefined) return problem(409, taken)
    const over = versionIn(context.req.header('if-match'))
    if (over === undefined && context.req.header('if-none-match') !== '*')
      return problem(
        428,
        'Say which version is to be changed in `If-Match`, or `If-None-Match: *` for a new segment.',
      )
    const isNew = over === undefined
    const entry = {
      at: now(),
      actor: askingOf(context).actor,
      action: isNew ? 'segment.create' : 'segment.update',
      target: id,
    } as const
    const version = await store.write(function* (dialect, org) {
      const own = { id, definition: JSON.stringify(segment) }
      const written = yield* writeOwnSegment(dialect, org, own, over, now())
      if (written !== undefined) yield* audit(dialect, org, entry)
      return written
    })
    if (version === undefined) return changedMeanwhile()
    wake()
    return answerOf({ segment, origin: 'api', version }, isNew ? 201 : 200)
  })
  routes.delete('/segments/:id', async (context) => {
    const id = context.req.param('id')
    const { origin } = await door.named(id)
    if (origin !== 'api')
      return problem(
        409,
        `The segment "${id}" was not made over the API, and cannot be deleted here.`,
      )
    const version = versionIn(context.req.header('if-match'))
    if (version === undefined)
      return problem(428, 'Say which version is to be deleted in `If-Match`.')
    const actor = askingOf(context).actor
    const isGone = await store.write(function* (dialect, org) {
      const deleted = yield* deleteOwnSegment(dialect, org, id, version)
      if (deleted)
        yield* audit(dialect, org, { at: now(), actor, action: 'segment.delete', target: id })
      return deleted
    })
    if (!isGone) return changedMeanwhile()
    wake()
    return new Response(null, { status: 204 })
  })
  routes.get('/segments/:id/members', async (context) => {
    const wish = paged.safeParse(context.req.query())
    if (!wish.success)
      return problem(
        400,
        'Expected `after`, the last member of the page before, and a `limit` from 1 to 1000.',
      )
    const place = placeOf(host, context)
    if (place !== undefined)
      return Response.json(await membersAt(host, place, context.req.param('id'), wish.data))
    const members = await door.members(context.req.param('id'), wish.data)
    return Response.json({
      members: members.map(({ member, enteredAt }) => ({
        member,
        enteredAt: new Date(enteredAt).toISOString(),
      })),
    })
  })
  routes.get('/segments/:id/members/:member', async (context) => {
    const found = await door.explain(context.req.param('id'), context.req.param('member'))
    return found === undefined
      ? problem(404, 'Segments know nobody and nothing of that name.')
      : Response.json(found)
  })
  return routes
}

/** Of a request that is bound to a node: whose stores count. */
function placeOf(host: Host, context: Context) {
  const { node } = askingOf(context)
  const signal = AbortSignal.any([host.signal, context.req.raw.signal])
  return node === undefined ? undefined : { nodes: [node], signal }
}

function listed({ segment, judgedAt, ...standing }: ListedSegment): object {
  const at = judgedAt === undefined ? {} : { judgedAt: new Date(judgedAt).toISOString() }
  return { ...segment, ...standing, ...at }
}

function answerOf({ segment, origin, version }: NamedSegment, status: number): Response {
  const tag = version === undefined ? {} : { etag: `"${version}"` }
  const body = { ...segment, origin, says: conditionText(segment.where) }
  return Response.json(body, { status, headers: tag })
}

function versionIn(tag: string | undefined): number | undefined {
  const digits = /^"(\d{1,15})"$/u.exec(tag ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function changedMeanwhile(): Response {
  return problem(412, 'The segment is not the one that you have seen.', {
    hint: 'Read it again, and change what it is now.',
  })
}

/** Why a segment of this name is not made here. */
function takenElsewhere({ configuration }: Host, id: string): string | undefined {
  if (configuration.segments?.has(id) === true)
    return `The segment "${id}" stands in the configuration file, and is changed there.`
  return predefinedSegments.some((each) => each.id === id)
    ? `"${id}" is a predefined segment; take another name.`
    : undefined
}
