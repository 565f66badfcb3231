import { faultOf } from '@cartograph/core'
import { Hono } from 'hono'
import type { ServeSettings } from '../config/index.ts'
import { servedBytes } from '../delivery/index.ts'
import { noteFetch, readAddress, readServed, type SinkPlace } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import { fetchingProgram } from './fetching-program.ts'
import { problem } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import { servedAnswer } from './served-answer.ts'
import { servedAs } from './served-desk.ts'
import { isSameText } from './token.ts'

export interface ServedParts {
  readonly host: Host
  readonly limiter: Limiter
}

const busyS = 60

/** `/served/<connection>/<sink>/<token>`: documents that vendors fetch. */
export function servedRoutes({ host, limiter }: ServedParts): Hono {
  const routes = new Hono()
  routes.all('/:connection/:sink/:token', async (context) => {
    const { connection, sink, token } = context.req.param()
    const place = { connection, sink }
    const documents = servedAs(host.configuration, place)
    // From the store each time: another process may have given it another address.
    const { address, served } = await host.store.read(function* (dialect, org) {
      const known = yield* readAddress(dialect, org, connection, `sinks.${sink}`)
      return { address: known, served: yield* readServed(dialect, org, place) }
    })
    const isRight = isSameText(token, address?.token ?? '')
    if (!isRight || address === undefined || documents.length === 0)
      return problem(404, 'There is nothing at this address.')
    const seconds = limiter(`${connection}/${sink}`, host.now())
    if (seconds !== undefined)
      return problem(429, 'Too many calls at once.', {
        headers: { 'retry-after': String(seconds) },
      })
    const request = context.req.raw
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return problem(405, 'This address can only be read.', { headers: { allow: 'GET, HEAD' } })
    if (!isLetIn(documents, request))
      return problem(401, 'This address needs a name and a password.', {
        headers: { 'www-authenticate': 'Basic realm="document", charset="UTF-8"' },
      })
    if (served?.version === undefined)
      return problem(503, 'This document has not been made yet; ask again later.', {
        headers: { 'retry-after': String(busyS) },
      })
    const { status, coding, headers } = servedAnswer(served.version, request.headers)
    if (request.method === 'HEAD') return new Response(null, { status, headers })
    await tellFetch(host, place, request, { status, what: `${coding} ${served.version.hash}` })
    if (status === 304) return new Response(null, { status, headers })
    const bytes = servedBytes(host.store, place, served.version, coding)
    return new Response(ReadableStream.from(bytes), { status, headers })
  })
  return routes
}

/** Where one asks for a name and a password, one that does must be met. */
function isLetIn(documents: readonly Pick<ServeSettings, 'basic'>[], request: Request): boolean {
  const wanted = documents.flatMap(({ basic }) => basic ?? [])
  if (wanted.length === 0) return true
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const given = Buffer.from(encoded, 'base64').toString()
  return wanted
    .map(({ user, password }) => isSameText(given, `${user}:${password}`))
    .some((isSame) => isSame)
}

/** Who fetches must not wait for what is only good to know. */
async function tellFetch(
  { store, now, log }: Host,
  place: SinkPlace,
  request: Request,
  { status, what }: { readonly status: number; readonly what: string },
): Promise<void> {
  const by = fetchingProgram(request.headers.get('user-agent') ?? undefined)
  const { connection } = place
  // Who has it already may ask every minute.
  const level = status === 304 ? 'debug' : 'info'
  log({ level, connection, message: `${place.sink} fetched by ${by}: ${status} ${what}` })
  try {
    await store.write((dialect, org) => noteFetch(dialect, org, place, { at: now(), by }))
  } catch (error) {
    log({ level: 'warn', connection, message: faultOf(error).message })
  }
}
