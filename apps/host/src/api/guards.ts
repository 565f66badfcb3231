import type { Context, Next } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { problem } from './problem.ts'

/** For everything that no page shows: nothing may be loaded, framed or guessed from it. */
export const closedHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  crossOriginResourcePolicy: 'same-origin',
  referrerPolicy: 'no-referrer',
  // Only who knows the public address can say that a domain is to be reached over TLS alone: `commonHeaders`.
  strictTransportSecurity: false,
})

/**
 * What every answer says, whatever it is: it is what its type says, and a link in it tells nobody where it stood. Where the host is
 * reached over TLS, browsers are told to come by nothing else.
 */
export function commonHeaders(publicUrl: string | undefined) {
  const isEncrypted = publicUrl?.startsWith('https://') === true
  return async (context: Context, next: Next): Promise<void> => {
    await next()
    const { headers } = context.res
    context.header('x-content-type-options', 'nosniff')
    if (!headers.has('referrer-policy')) context.header('referrer-policy', 'no-referrer')
    if (!headers.has('content-security-policy'))
      context.header('content-security-policy', "frame-ancestors 'none'")
    if (isEncrypted) context.header('strict-transport-security', 'max-age=31536000')
  }
}

/**
 * Lets through only requests that name this host.
 *
 * A page of another site can make its own name point here and would then pass for the same origin; its `Host` gives it away.
 */
export function onlyHosts(names: ReadonlySet<string>) {
  return async (context: Context, next: Next): Promise<Response | undefined> => {
    const host = context.req.header('host') ?? new URL(context.req.url).host
    if (!names.has(nameOf(host)))
      return problem(421, 'This host does not answer to that name.', {
        hint: 'Use its address, or set `host: { url: … }` in the configuration to the name it is reached by.',
      })
    await next()
    return undefined
  }
}

/** The name without the port. */
function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
