import { currencyExponent } from '@cartograph/core'
import { Hono, type Context } from 'hono'
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
import { linkedTo, operatorsOf, segmentFields, shopConstants } from '../segments/index.ts'
import { queryOf } from './described-requests.ts'
import { jsonBody } from './json-body.ts'
import { countedAt, listedAt, membersAt } from './node-segments.ts'
import { pageOf } from './page.ts'
import { problem } from './problem.ts'
import { changedMeanwhile, seenVersion, tagOf, versionUnsaid } from './seen-version.ts'
import { segmentsOfHost } from './segment-door.ts'
import { withPersons, type ListedMember } from './segment-persons.ts'

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
    const definition = await jsonBody(context.req)
    return Response.json(
      place === undefined ? await door.count(definition) : await countedAt(host, place, definition),
    )
  })
  routes.get('/segment-fields', async () => {
    const { currency } = await door.today()
    return Response.json({
      fields: Object.fromEntries(
        Object.entries(segmentFields).map(([of, fields]) => [
          of,
          fields.map(({ id, type, definition }) => ({ id, type, definition })),
        ]),
      ),
      operators: operatorsOf,
      linkedTo,
      constants: shopConstants,
      currency,
      exponent: currencyExponent(currency) ?? 2,
    })
  })
  routes.get('/segments/:id', async (context) =>
    answerOf(await door.named(context.req.param('id')), 200),
  )
  routes.put('/segments/:id', async (context) => {
    const id = context.req.param('id')
    const body = await jsonBody(context.req)
    const segment = parseSegment(
      typeof body === 'object' ? { resource: 'customer', ...body, id } : body,
    )
    const taken = takenElsewhere(host, id)
    if (taken !== undefined) return problem(409, taken)
    const seen = seenVersion(context)
    if (seen === undefined) return versionUnsaid('segment')
    const { over } = seen
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
    if (version === undefined) return changedMeanwhile('segment')
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
    const version = seenVersion(context)?.over
    if (version === undefined)
      return problem(428, 'Say which version is to be deleted in `If-Match`.')
    const actor = askingOf(context).actor
    const isGone = await store.write(function* (dialect, org) {
      const deleted = yield* deleteOwnSegment(dialect, org, id, version)
      if (deleted)
        yield* audit(dialect, org, { at: now(), actor, action: 'segment.delete', target: id })
      return deleted
    })
    if (!isGone) return changedMeanwhile('segment')
    wake()
    return new Response(null, { status: 204 })
  })
  routes.get('/segments/:id/members', async (context) => {
    const wish = queryOf(context, 'GET /api/segments/:id/members')
    const id = context.req.param('id')
    const place = placeOf(host, context)
    const { items, next } =
      place === undefined
        ? pageOf(
            await door.members(id, { ...wish, limit: wish.limit + 1 }),
            wish.limit,
            ({ member }) => member,
          )
        : await membersAt(host, place, id, wish)
    const { resource } = (await door.named(id)).segment
    const members = resource === 'customer' ? await withPersons(host, items, place?.nodes) : items
    return Response.json({ members: members.map(memberOf), next })
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
  const says = conditionText(segment.where)
  const body = { ...segment, origin, ...(version !== undefined && { version }), says }
  return Response.json(body, { status, headers: tagOf(version) })
}

function memberOf({ enteredAt, ...rest }: ListedMember): object {
  const at = enteredAt === undefined ? {} : { enteredAt: new Date(enteredAt).toISOString() }
  return { ...rest, ...at }
}

/** Why a segment of this name is not made here. */
function takenElsewhere({ configuration }: Host, id: string): string | undefined {
  if (configuration.segments?.has(id) === true)
    return `The segment "${id}" stands in the configuration file, and is changed there.`
  return predefinedSegments.some((each) => each.id === id)
    ? `"${id}" is a predefined segment; take another name.`
    : undefined
}
