import { fault, isFault, type Context } from '@cartograph/core'
import * as sdk from '@woocommerce/woocommerce-rest-api'
import type { Answer } from './answer.ts'
import { answerFault, passing } from './faults.ts'
import type { Settings } from './settings.ts'

/** Texts only: the vendor's client drops dates and sends `undefined` as a word. */
export type Query = Readonly<Record<string, string>>

export interface Ask {
  /** Below the namespace: `orders`. */
  readonly path: string
  readonly query?: Query
  readonly method?: 'get' | 'post' | 'put' | 'delete'
  readonly body?: object
  /** Default by the method. */
  readonly effect?: 'none' | 'repeatable' | 'once'
  /** Error statuses that are ordinary answers here. */
  readonly expect?: readonly number[]
  /** Default: as in the settings. */
  readonly authentication?: 'auto' | 'query'
}

export const namespace = 'wc/v3'

type Sdk = typeof sdk.default.default

// The client is CommonJS: Node gives its class inside a module, bundlers the class itself.
const Client =
  (sdk.default as { readonly default?: Sdk }).default ?? (sdk.default as unknown as Sdk)

type Send = (input: string | URL | Request, init: RequestInit) => Promise<Response>

/**
 * Sends a request in the way that its options name.
 *
 * The client's axios keeps every `fetch` that it is ever given, and what hangs on it, so it is given this one alone.
 */
function sendThrough(
  input: string | URL | Request,
  { through, ...init }: RequestInit & { readonly through: Send },
): Promise<Response> {
  return through(input, init)
}

/**
 * Asks the shop through the vendor's client; any status comes back.
 *
 * The client knows neither key nor secret, so none can be in an error of its own: requests are signed by `signRequest`. Its
 * time-out and redirects are off, because the platform's `fetch` has both.
 *
 * @throws the fault of the platform's `fetch` where the shop cannot be reached.
 */
export async function ask(context: Context<Settings>, request: Ask): Promise<Answer> {
  const { path, query = {}, method = 'get', body, effect, expect, authentication } = request
  const { config, signal } = context
  const route = `/${namespace}/${path.replaceAll(/\/\d+(?=\/|$)/g, '/:id')}`
  const options = {
    route,
    ...(effect !== undefined && { effect }),
    ...(expect !== undefined && { expect }),
  }
  let thrown: unknown
  const through: Send = async (input, init) => {
    try {
      return await context.fetch.with(options)(input, init)
    } catch (error) {
      thrown = error
      throw error
    }
  }
  const client = new Client({
    url: config.url,
    consumerKey: 'ck_',
    consumerSecret: 'cs_',
    version: namespace,
    queryStringAuth: (authentication ?? config.authentication) === 'query',
    axiosConfig: {
      adapter: 'fetch',
      env: { fetch: sendThrough, Request: undefined, Response: undefined },
      fetchOptions: { through },
      responseType: 'text',
      transformResponse: [],
      validateStatus: () => true,
      timeout: 0,
      maxRedirects: 0,
      signal,
    },
  })
  let response: unknown
  try {
    response = await send(client, method, path, query, body)
  } catch {
    if (isFault(thrown)) throw thrown
    signal.throwIfAborted()
    // Not the error itself, nor as a cause: an error of the client carries the whole request.
    throw fault({
      kind: 'transient',
      message: 'The connection to the shop broke off before it had answered.',
      request: { method: method.toUpperCase(), route },
    })
  }
  return answerOf(response, method.toUpperCase(), route)
}

/** The JSON of a good answer. */
export async function read(context: Context<Settings>, request: Ask): Promise<Answer> {
  const answer = await ask(context, request)
  if (answer.status >= 200 && answer.status < 300 && answer.json !== undefined) return answer
  throw context.run.dry ? answerFault(answer) : passing(answer)
}

/** The rows of a good answer that is a list. */
export async function readRows(
  context: Context<Settings>,
  request: Ask,
): Promise<{ readonly rows: readonly unknown[]; readonly total: number | undefined }> {
  const { json, total, method, route } = await read(context, request)
  if (Array.isArray(json)) return { rows: json as readonly unknown[], total }
  throw fault({
    kind: 'contract',
    message: `The shop answers ${route} with something that is no list.`,
    request: { method, route },
  })
}

function send(
  client: InstanceType<Sdk>,
  method: NonNullable<Ask['method']>,
  path: string,
  query: Query,
  body: object | undefined,
): Promise<unknown> {
  if (method === 'get') return client.get(path, query)
  if (method === 'delete') return client.delete(path, query)
  return client[method](path, body ?? {}, query)
}

function answerOf(response: unknown, method: string, route: string): Answer {
  const { status, data, headers } = response as {
    readonly status: number
    readonly data: unknown
    readonly headers: Iterable<readonly [string, unknown]>
  }
  const text = typeof data === 'string' ? data : ''
  const named = Object.fromEntries(
    [...headers].map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  const total = Number(named['x-wp-total'] ?? Number.NaN)
  return {
    status,
    text,
    json: parsed(text),
    headers: named,
    total: Number.isSafeInteger(total) ? total : undefined,
    method,
    route,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
