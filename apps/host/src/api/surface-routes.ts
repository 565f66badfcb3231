import { fault } from '@cartograph/core'
import type { AuditCounter } from '../access/index.ts'
import { Hono } from 'hono'
import type { AddressBook, Host, SceneBook } from '../work/index.ts'
import { limitedBody } from './body.ts'
import { figuresOfHost } from './figures-routes.ts'
import { segmentsAt } from './node-segments.ts'
import { untilFullStep } from './full-steps.ts'
import { problem } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import type { SurfaceCallLog } from './surface-call-log.ts'
import { answerCall, refusal, tooMany } from './surface-call.ts'
import { surfaceDesk } from './surface-context.ts'
import { isSameText } from './token.ts'

export interface SurfaceParts {
  readonly host: Host
  readonly scenes: SceneBook
  readonly addresses: AddressBook
  /** Of each surface, whoever calls. */
  readonly limiter: Limiter
  readonly lookUps: AuditCounter
  readonly surfaceCalls: Pick<SurfaceCallLog, 'add'>
  /** Of each caller. */
  readonly callerLimiter: Limiter
}

/** A till or a form may send a picture of a receipt, and nothing larger. */
const bodyLimitBytes = 4 * 1_048_576

/** `/surfaces/<connection>/<name>/<token>/…`: HTTP that a vendor calls and waits for. */
export function surfaceRoutes(parts: SurfaceParts): Hono {
  const routes = new Hono()
  const desk = surfaceDesk(parts.host, {
    lookUps: parts.lookUps,
    figures: {
      figuresAt: (nodes) => figuresOfHost(parts.host, nodes),
      segmentsAt: (nodes) => segmentsAt(parts.host, nodes),
    },
  })
  routes.all('/:connection/:name/:token/*', async (context) => {
    const { connection, name, token } = context.req.param()
    const scene = parts.scenes.of(connection)
    const surface = scene?.parts.surfaces?.[name]
    const known = parts.addresses.tokenOf(connection, `surfaces.${name}`)
    if (scene === undefined || surface === undefined || !isSameText(token, known ?? ''))
      return problem(404, 'There is nothing at this address.')
    const seconds = parts.limiter(`${connection}/${name}`, parts.host.now())
    if (seconds !== undefined) return refusal(surface, tooMany(seconds))
    const body = await limitedBody(context.req.raw, bodyLimitBytes)
    if (body === undefined) {
      const tooLarge = 'The body is larger than 4 MiB.'
      return refusal(surface, fault({ kind: 'record', message: tooLarge }), () =>
        problem(413, tooLarge),
      )
    }
    // As it was sent: a name may be written with escapes.
    const prefix = new URL(context.req.url).pathname.split('/').slice(0, 5).join('/')
    const request = withBody(context.req.raw, body)
    const call = { scene, surface, name, request, prefix, limiter: parts.callerLimiter }
    return untilFullStep(async () => {
      const at = parts.host.now()
      const { response, route, caller } = await answerCall(parts.host, desk, call)
      parts.surfaceCalls.add(
        { connection, surface: name },
        { at, route, status: response.status, durationMs: parts.host.now() - at, caller },
      )
      return response
    })
  })
  return routes
}

function withBody(request: Request, body: Uint8Array): Request {
  const { url, method, headers } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, ...(hasBody && { body: Buffer.from(body) }) })
}
