import type { Context, Fetch, JsonObject } from '@cartograph/core'
import { sign } from '../limits.ts'
import type { Settings } from '../settings.ts'

export const testSettings: Settings = {
  baseUrl: 'http://127.0.0.1:8099',
  accountId: 1500,
  apiId: '1500-7',
  password: 'till-and-shelf',
}

export interface TestContext extends Context<Settings> {
  /** Every request as it was sent. */
  readonly requests: Request[]
  readonly logged: { readonly message: string; readonly fields?: JsonObject | undefined }[]
}

export interface TestOptions {
  /** Answers in place of the network. */
  readonly answer?: (request: Request) => Response | Promise<Response>
  readonly now?: () => number
  readonly until?: number
  readonly account?: Partial<Context<Settings>['account']>
}

/** A context that signs each request, as the platform does, and keeps what it sent. */
export function testContext(
  settings: Partial<Settings> = {},
  options: TestOptions = {},
): TestContext {
  const { answer = globalThis.fetch, now = () => Date.now() } = options
  const requests: Request[] = []
  const logged: TestContext['logged'] = []
  const facts = new Map<string, unknown>()
  const log = (message: string, fields?: JsonObject) => {
    logged.push({ message, fields })
  }
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    const signed = await sign(new Request(input, init), context)
    requests.push(signed.clone())
    return answer(signed)
  }
  const fetch: Fetch = Object.assign(send, { with: () => fetch })
  const context: TestContext = {
    config: { ...testSettings, ...settings },
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
    run: { dry: false, until: options.until ?? now(), streams: [] },
  }
  return context
}
