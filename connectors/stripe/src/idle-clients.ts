import type { Context } from '@cartograph/core'
import { Stripe } from 'stripe'
import { apiVersion } from './api-version.ts'
import { apiBaseOf, type Settings } from './settings.ts'

/** The client measures waiting for the budget too, so its own time-out must never come first; the platform's does. */
const longestTimeoutMs = 86_400_000

/** Sends the one request that a client makes at a time. */
export type Send = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

interface Place {
  readonly client: Stripe
  send: Send
}

/** Clients that make no request at the moment, by the context that they ask in. */
const idle = new WeakMap<Context<Settings>, Place[]>()

/**
 * Makes one request with a client of Stripe's that nobody else uses meanwhile.
 *
 * A client makes an object for each of Stripe's two hundred resources, whatever is asked for. One for every request would
 * fill the memory with them, and the process's compiler with their constructors, so a client is kept for the next request.
 */
export async function withClient<Result>(
  context: Context<Settings>,
  send: Send,
  request: (client: Stripe) => Promise<Result>,
): Promise<Result> {
  const waiting = idle.get(context) ?? []
  idle.set(context, waiting)
  const place = waiting.pop() ?? newPlace(context)
  place.send = send
  try {
    return await request(place.client)
  } finally {
    waiting.push(place)
  }
}

function newPlace({ config }: Context<Settings>): Place {
  const base = apiBaseOf(config)
  const secure = base.protocol === 'https:'
  const place: Place = {
    client: new Stripe('', {
      authenticator: async () => undefined,
      apiVersion,
      httpClient: Stripe.createFetchHttpClient(
        (input: string | URL | Request, init?: RequestInit) => place.send(input, init),
      ),
      maxNetworkRetries: 0,
      telemetry: false,
      timeout: longestTimeoutMs,
      appInfo: { name: 'Cartograph' },
      host: base.hostname,
      port: base.port === '' ? (secure ? 443 : 80) : Number(base.port),
      protocol: secure ? 'https' : 'http',
    }),
    send: async () => {
      throw new Error('A client of Stripe was used outside of its request.')
    },
  }
  return place
}
