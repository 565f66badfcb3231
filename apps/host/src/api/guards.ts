import type { Context, Next } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { problem } from './problem.ts'

/** For everything that no page shows: nothing may be loaded, framed or guessed from it. */
export const closedHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  crossOriginResourcePolicy: 'same-origin',
  referrerPolicy: 'no-referrer',
  // Whether a domain is to be reached over TLS alone is for whoever runs the proxy before us to say.
  strictTransportSecurity: false,
})

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
