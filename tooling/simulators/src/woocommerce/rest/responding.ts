import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import { phpJson } from '../json.ts'
import type { Mishap, WeatherState } from '../weather.ts'
import type { Reply } from './application.ts'
import type { Incoming } from './server.ts'

/**
 * Answers one request through the weather.
 *
 * @returns the status that was sent, 0 where the connection was broken.
 */
export async function respond(
  incoming: Incoming,
  response: ServerResponse,
  {
    weather,
    answer,
  }: {
    readonly weather: WeatherState
    readonly answer: (incoming: Incoming) => Reply | 'no such page'
  },
): Promise<number> {
  const climate = weather.climate()
  const mishap = weather.draw()
  const delayMs = climate.latencyMs + (mishap?.kind === 'slow' ? mishap.delayMs : 0)
  if (delayMs > 0) await wait(delayMs)

  if (climate.loginPage) return page(response, 200, loginPage)
  if (climate.needsUserAgent && incoming.headers['user-agent'] === undefined) {
    return page(response, 403, errorPage('403 Forbidden'))
  }
  if (mishap?.kind === 'status') return failure(response, mishap)
  if (mishap?.kind === 'page') return page(response, 200, loginPage)
  if (mishap?.kind === 'reset' && mishap.when === 'before') return broken(response)

  const { authorization: _, ...otherHeaders } = incoming.headers
  const headers = climate.stripAuthorization ? otherHeaders : incoming.headers
  const reply = answer({ ...incoming, headers })
  if (mishap?.kind === 'reset') return broken(response)
  if (reply === 'no such page') return page(response, 404, errorPage('Page not found'))
  return sent(response, reply, {
    isCut: mishap?.kind === 'truncated',
    isHead: incoming.method === 'HEAD',
  })
}

function sent(
  response: ServerResponse,
  { status, headers, body }: Reply,
  { isCut, isHead }: { readonly isCut: boolean; readonly isHead: boolean },
): number {
  const text = Buffer.from(phpJson(body))
  // The order of names is of no meaning; what nginx adds stands first.
  response.writeHead(status, {
    server,
    // What Node writes by itself is the machine's time, also where the clock of the process is another.
    date: new Date().toUTCString(),
    'content-type': 'application/json; charset=UTF-8',
    ...(isCut ? { 'content-length': text.length } : { 'transfer-encoding': 'chunked' }),
    'x-robots-tag': 'noindex',
    'x-content-type-options': 'nosniff',
    'access-control-expose-headers': 'X-WP-Total, X-WP-TotalPages, Link',
    'access-control-allow-headers':
      'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type',
    ...headers,
  })
  if (isCut) {
    response.write(text.subarray(0, Math.floor(text.length / 2)), () => response.destroy())
  } else {
    response.end(isHead ? undefined : text)
  }
  return status
}

const server = 'nginx/1.22.1'

function failure(
  response: ServerResponse,
  { status, retryAfter }: Extract<Mishap, { kind: 'status' }>,
): number {
  const title = titles[status] ?? 'Error'
  return page(
    response,
    status,
    errorPage(`${status} ${title}`),
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  )
}

const titles: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function page(
  response: ServerResponse,
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): number {
  response.writeHead(status, { server, 'content-type': 'text/html; charset=UTF-8', ...headers })
  response.end(html)
  return status
}

function broken(response: ServerResponse): number {
  response.destroy()
  return 0
}

function errorPage(title: string): string {
  return `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>\n`
}

const loginPage = `<!DOCTYPE html><html><head><title>Log In</title></head><body><form method="post" action="/wp-login.php"><input type="password" name="pwd"></form></body></html>\n`
