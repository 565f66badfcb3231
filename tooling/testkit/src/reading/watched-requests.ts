import type { Context, Fetch, JsonObject } from '@cartograph/core'

/** A context that keeps what went through it. */
export interface WatchedContext<Config> extends Context<Config> {
  /** Every request as it was sent. */
  readonly requests: Request[]
  readonly logged: { readonly message: string; readonly fields?: JsonObject | undefined }[]
}

export interface WatchedOptions {
  /** Answers in place of the network. */
  readonly answer?: (request: Request) => Response | Promise<Response>
  readonly now?: () => number
  /** Default: now. */
  readonly until?: number
  readonly account?: Partial<Context<unknown>['account']>
  readonly streams?: readonly string[]
  readonly dry?: boolean
}

/** A context that signs each request as the host does, and sends it once, without waiting. */
export function watchedContext<Config>(
  config: Config,
  sign: (request: Request, context: Context<Config>) => Request | Promise<Request>,
  options: WatchedOptions = {},
): WatchedContext<Config> {
  const { answer = globalThis.fetch, now = () => Date.now(), dry = false, streams = [] } = options
  const requests: Request[] = []
  const logged: WatchedContext<Config>['logged'] = []
  const facts = new Map<string, unknown>()
  const log = (message: string, fields?: JsonObject) => {
    logged.push({ message, fields })
  }
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    const signed = await sign(new Request(input, { ...init, redirect: 'manual' }), context)
    requests.push(signed.clone())
    return answer(signed)
  }
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  const context: WatchedContext<Config> = {
    config,
    account: { timeZone: 'UTC', currency: 'XXX', country: 'ZZ', ...options.account },
    fetch,
    requests,
    logged,
    signal: new AbortController().signal,
    now,
    memo: async (key, _freshMs, load) => {
      if (!facts.has(key)) facts.set(key, await load())
      return facts.get(key) as Awaited<ReturnType<typeof load>>
    },
    url: (of) => `https://cartograph.example/${of}`,
    log: { debug: log, info: log, warn: log, error: log },
    run: { dry, until: options.until ?? now(), streams },
  }
  return context
}
