import { fault, isFault } from '@cartograph/core'
import { Hono, type Context } from 'hono'
import { audit, type AuditAction } from '../access/index.ts'
import {
  discardLetters,
  keyOfCursor,
  letterCursorIn,
  letterParts,
  lettersAfter,
} from '../store/index.ts'
import {
  aloneOnDemand,
  letterOwner,
  letterPlaceOf,
  replayLetters,
  type Host,
} from '../work/index.ts'
import { askingOf } from './asking.ts'
import { bodyOf, queryOf } from './described-requests.ts'
import { pageOf } from './page.ts'
import { faultProblem, problem } from './problem.ts'

/** Dead letters: where there are any, what came and what was made of it; processed again, and put away. */
export function deadLetterRoutes(host: Host): Hono {
  const { store, now } = host
  const routes = new Hono()
  const entryOf = (context: Context, action: AuditAction, target: string) => ({
    at: now(),
    actor: askingOf(context).actor,
    action,
    target,
  })
  routes.get('/dead-letters', async () => {
    const parts = await store.read(letterParts)
    return Response.json({
      parts: parts.map(({ side, part, count }) => ({
        part: side === 'source' ? part.replace('/', '.') : part,
        side,
        count,
      })),
    })
  })
  routes.get('/dead-letters/:part', async (context) => {
    const { after, limit } = queryOf(context, 'GET /api/dead-letters/:part')
    const place = letterPlaceOf(ownerIn(host, context))
    const cursor = after === undefined ? undefined : letterCursorIn(after)
    const found = await store.read((dialect, org) =>
      lettersAfter(dialect, org, place, cursor, limit + 1),
    )
    const { items, next } = pageOf(found, limit, keyOfCursor)
    return Response.json({
      letters: items.map(({ key, at, createdAt, fault: why, record, item }) => ({
        key,
        at,
        createdAt: new Date(createdAt).toISOString(),
        fault: why,
        native: record === null ? null : (JSON.parse(record) as unknown),
        mapped: item === null ? null : (JSON.parse(item) as unknown),
      })),
      next,
    })
  })
  routes.post('/dead-letters/:part/replay', async (context) => {
    const { keys } = bodyOf(context, 'POST /api/dead-letters/:part/replay')
    const owner = ownerIn(host, context)
    const entry = entryOf(context, 'letters.replay', context.req.param('part'))
    await store.write((dialect, org) => audit(dialect, org, entry))
    try {
      const {
        replayed,
        mended,
        notes,
        fault: found,
      } = await replayLetters(host, owner, {
        keys,
        alone: aloneOnDemand(host),
        signal: host.signal,
        engine: { ...host.engine, clock: host.clock },
      })
      const failed = replayed - mended
      const told = { replayed, mended, failed, notes, ...(found !== undefined && { fault: found }) }
      return Response.json(told)
    } catch (error) {
      if (!isFault(error)) throw error
      // It is the vendor who refuses, and not this host.
      return error.kind === 'auth' || error.kind === 'permission'
        ? problem(502, error.message, { ...(error.hint !== undefined && { hint: error.hint }) })
        : faultProblem(error)
    }
  })
  routes.post('/dead-letters/:part/discard', async (context) => {
    const { keys } = bodyOf(context, 'POST /api/dead-letters/:part/discard')
    const place = letterPlaceOf(ownerIn(host, context))
    const entry = entryOf(context, 'letters.discard', context.req.param('part'))
    const discarded = await store.write(function* (dialect, org) {
      const count = yield* discardLetters(dialect, org, place, keys)
      if (count > 0) yield* audit(dialect, org, entry)
      return count
    })
    return Response.json({ discarded })
  })
  return routes
}

function ownerIn(host: Host, context: Context) {
  const name = context.req.param('part') ?? ''
  const owner = letterOwner(host, name)
  if (owner !== undefined) return owner
  throw fault({
    kind: 'notFound',
    message: `There is no delivery ${name}, and no stream of that name.`,
    hint: 'GET /api/dead-letters says where there are any; a stream is written connection.stream.',
  })
}
