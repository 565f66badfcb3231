import { fault, isFault, type Context, type Fetch } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import type { ContextOptions } from './options.ts'

interface RequestOptions {
  readonly effect?: 'none' | 'repeatable' | 'once'
  readonly timeoutMs?: number
  readonly route?: string
  readonly expect?: readonly number[]
}

/** The platform's `fetch` for a connector: only to the hosts it declared, signed, and without effects in a dry run. */
export function guardedFetch(
  connection: Connection,
  context: () => Context<unknown>,
  options: ContextOptions,
): Fetch {
  const { connector, config } = connection
  const make = (settings: RequestOptions): Fetch => {
    const fetchOnce = async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, { ...init, redirect: 'manual' })
      const url = new URL(request.url)
      const route = settings.route ?? url.pathname
      if (!connector.hosts(config).includes(url.host))
        throw fault({
          kind: 'contract',
          message: `${connector.name} asked for the host ${url.host}, which it does not declare.`,
          request: { method: request.method, route },
        })
      const effect = settings.effect ?? (request.method === 'GET' ? 'none' : 'once')
      if (options.dry && effect !== 'none')
        throw fault({
          kind: 'contract',
          message: 'A check and a dry run change nothing at the vendor, and this request would.',
          request: { method: request.method, route },
        })
      const signed = (await connector.sign?.(request, context())) ?? request
      const timeout = AbortSignal.timeout(settings.timeoutMs ?? 30_000)
      if (options.tally) options.tally.requests += 1
      try {
        return await fetch(signed, { signal: AbortSignal.any([options.signal, timeout]) })
      } catch (error) {
        if (isFault(error) || options.signal.aborted) throw error
        throw fault(
          {
            kind: 'transient',
            message: timeout.aborted
              ? `${url.host} did not answer in time.`
              : `${url.host} cannot be reached.`,
            request: { method: request.method, route },
          },
          error,
        )
      }
    }
    return Object.assign(fetchOnce, {
      with: (more: RequestOptions) => make({ ...settings, ...more }),
    })
  }
  return make({})
}
