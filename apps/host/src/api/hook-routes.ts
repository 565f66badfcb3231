import { Hono } from 'hono'
import type { AddressBook, Host, InboxWork, SceneBook } from '../work/index.ts'
import { limitedBody } from './body.ts'
import { problem, stopping } from './problem.ts'
import type { Limiter } from './rate-limit.ts'
import type { RefusalCount } from './refusals.ts'
import { isSameText } from './token.ts'

export interface HookParts {
  readonly host: Host
  /** Aborts when nobody works on what is kept here any more. */
  readonly ending: AbortSignal
  readonly scenes: SceneBook
  readonly addresses: AddressBook
  readonly inbox: InboxWork
  readonly limiter: Limiter
  readonly refusals: RefusalCount
  readonly bodyLimitBytes: number
}

/** `/hooks/<connection>/<token>`: where vendors tell of changes. What lies below is the connector's. */
export function hookRoutes(parts: HookParts): Hono {
  const routes = new Hono()
  routes.all('/:connection/:token/*', (context) => {
    const { connection, token } = context.req.param()
    return receive(parts, connection, token, context.req.raw)
  })
  return routes
}

async function receive(
  parts: HookParts,
  connection: string,
  token: string,
  request: Request,
): Promise<Response> {
  const { host, ending, scenes, addresses, inbox, limiter, refusals, bodyLimitBytes } = parts
  const receivedAt = host.clock.now()
  const hook = scenes.of(connection)?.parts.webhook
  const known = addresses.tokenOf(connection, 'webhook')
  if (hook === undefined || !isSameText(token, known ?? ''))
    return problem(404, 'There is nothing at this address.')
  if (ending.aborted) {
    refusals.add(connection, 'unavailable', 'the host is about to stop.')
    return stopping(hook.unavailable)
  }
  const seconds = limiter(connection, host.now())
  if (seconds !== undefined) {
    refusals.add(connection, 'limited')
    return problem(hook.unavailable ?? 503, 'Too many calls at once.', {
      headers: { 'retry-after': String(seconds) },
    })
  }
  const body = await limitedBody(request, bodyLimitBytes)
  if (body === undefined) {
    refusals.add(connection, 'tooLarge')
    return problem(413, `The body is larger than ${bodyLimitBytes} bytes.`)
  }
  const { pathname, search } = new URL(request.url)
  const received = await inbox.receive(connection, {
    receivedAt,
    method: request.method,
    target: `/${pathname.split('/').slice(4).join('/')}`.replace(/^\/$/, '') + search,
    headers: [...request.headers],
    body,
  })
  if (received.status === 'stored') {
    host.meter.add('cartograph_webhooks_total', { connection, result: 'stored' })
    return received.respond ?? new Response(null, { status: 200 })
  }
  refusals.add(connection, received.status, received.fault.message)
  const detail =
    received.status === 'refused'
      ? 'The webhook was refused: its signature or its form is not that of the vendor.'
      : 'The webhook could not be kept; deliver it again.'
  return problem(received.answer, detail)
}
