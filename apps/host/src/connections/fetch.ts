import { fault, isFault, type Context, type Fetch } from '@cartograph/core'
import { signedRequest, type FetchScene } from './attempt.ts'
import { checkHost } from './egress.ts'
import { exchange } from './exchange.ts'
import type { Line } from './line.ts'
import { notedRequest } from './noted-request.ts'
import type { ContextOptions } from './options.ts'
import { takeApart } from './request-parts.ts'
import type { Effect } from './retry-rule.ts'
import { userAgent } from './user-agent.ts'

interface RequestOptions {
  readonly effect?: Effect
  readonly timeoutMs?: number
  readonly route?: string
  readonly expect?: readonly number[]
}

const defaultTimeoutMs = 30_000
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The platform's `fetch` for a connector: only to the hosts it declared, within the budgets, signed for every attempt,
 * repeated where that is harmless, and without effects in a dry run.
 *
 * The answer is read to its end before it is handed on (up to 64 MB), so that what breaks off on the way is asked for again.
 */
export function guardedFetch(
  line: Line,
  context: () => Context<unknown>,
  options: ContextOptions,
  isNested = false,
): Fetch {
  const { connector, config } = line.connection
  const egress = { connector: connector.name, hosts: connector.hosts(config) }
  const signingContext = (): Context<unknown> => ({
    ...context(),
    fetch: guardedFetch(line, context, options, true),
    memo: line.memory.within,
  })
  const scene: FetchScene = { line, egress, context, signingContext, options, isNested }
  const make = (settings: RequestOptions): Fetch => {
    const guarded = async (input: string | URL | Request, init?: RequestInit) => {
      const parts = await takeApart(input, init).catch((error: unknown) => {
        throw isFault(error) ? error : unusable(line, error)
      })
      const { method, headers } = parts
      const url = new URL(parts.url)
      const route = line.redact(settings.route ?? routeOf(url))
      checkHost(egress, url, { method, route })
      const effect = settings.effect ?? (readingMethods.has(method) ? 'none' : 'once')
      if (!headers.has('user-agent')) headers.set('user-agent', userAgent)
      if (options.dry && effect !== 'none') {
        if (!isNested && options.noteRequest !== undefined)
          options.noteRequest(
            await notedRequest(await signedRequest(scene, { parts, route, isAway: false })),
          )
        throw fault({
          kind: 'contract',
          message: 'A check and a dry run change nothing at the vendor, and this request would.',
          request: { method, route },
        })
      }
      if (connector.oauth2 !== undefined) throw noConsent(connector.name)
      const { timeoutMs = defaultTimeoutMs, expect = [] } = settings
      return exchange(scene, { parts, effect, timeoutMs, route, expect })
    }
    return Object.assign(guarded, {
      with: (more: RequestOptions) => make({ ...settings, ...more }),
    })
  }
  return make({})
}

/** The path, without what may name a person. */
function routeOf({ pathname }: URL): string {
  return pathname.replaceAll(/[^/]*(?:@|%40)[^/]*/gi, ':email')
}

/** The platform's own words quote the address, with the user and password that it must not have. */
function unusable({ connection, redact }: Line, error: unknown): Error {
  const words = error instanceof Error ? error.message : String(error)
  return fault({
    kind: 'contract',
    message: `${connection.connector.name} made a request that cannot be sent: ${redact(words.replaceAll(/\/\/[^/\s]*@/g, '//[secret]@'))}`,
  })
}

function noConsent(name: string): Error {
  return fault({
    kind: 'config',
    message: `${name} wants consent by OAuth 2.0, which this host cannot ask for yet.`,
    hint: 'Update @cartograph/host, or use a connector that takes a key.',
  })
}
