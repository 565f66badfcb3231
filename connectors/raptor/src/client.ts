import { fault, faultFrom, type Context, type Fault } from '@cartograph/core'
import type * as z from 'zod'
import { addressOf, type Service } from './addresses.ts'
import type { Settings } from './settings.ts'

export interface Asking {
  readonly service: Service
  readonly method?: 'GET' | 'POST'
  readonly path: string
  /** What stands for the path in logs: keys and addresses are part of some. */
  readonly route: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  readonly effect?: 'none' | 'repeatable' | 'once'
  readonly timeoutMs?: number
  /** Error statuses that are ordinary answers here. */
  readonly expect?: readonly number[]
}

/**
 * Asks a service of Raptor.
 *
 * @throws the fault of every answer that is neither good nor expected.
 */
export async function askRaptor(context: Context<Settings>, asking: Asking): Promise<Response> {
  const { service, method = 'GET', path, route, headers = {}, body, expect = [] } = asking
  const { effect = method === 'GET' ? 'none' : 'repeatable', timeoutMs } = asking
  const base = addressOf(context.config.addresses, service)
  if (base === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: 'Where Raptor makes ReaIDs is not known.',
      hint: 'Write the address that Raptor’s support told with the key into `addresses.reaIds`.',
    })
  const fetch = context.fetch.with({
    effect,
    route,
    expect,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (response.ok || expect.includes(response.status)) return response
  throw await refusedFault(response, service, { method, route })
}

/** A parsed body, or the fault that it has another shape than Raptor documents. */
export async function parsedBody<Shape>(
  response: Response,
  schema: z.ZodType<Shape>,
  what: string,
): Promise<Shape> {
  const { data, success } = schema.safeParse(jsonOf(await response.text()))
  if (success) return data
  throw fault({
    kind: 'contract',
    message: `Something answered about ${what} in another form than Raptor does.`,
    hint: 'A proxy or a log-in page may stand between this machine and Raptor.',
  })
}

/** Where each key is, and which setting it belongs into. */
const keyHints: Readonly<Record<Service, string>> = {
  tracking: 'Compare `customerId` with the control panel of Raptor.',
  recommendations:
    'Compare `customerId` and `apiKey` with what Raptor’s support gave for recommendations.',
  streaming:
    'Compare `customerId` and the ids in `streams` with the input streams in the Data Manager of Raptor.',
  erasure:
    'Compare `erasureKey` with the key that Raptor’s support gave for the right to be forgotten.',
  cdp: 'Compare `cdpKey` with the key of the activation “CDP API” in Raptor, and `cdpKeyHeader` with its page.',
  reaIds: 'Compare `reaIdKey` with the key that Raptor’s support gave for ReaIDs.',
}

export async function refusedFault(
  response: Response,
  service: Service,
  request: { readonly method: string; readonly route: string },
): Promise<Error & Fault> {
  const { status } = response
  const { kind, message, retryAfterMs } = await faultFrom(response)
  const isKey = status === 401 || status === 403 || status === 404
  return fault({
    kind: status === 404 ? 'config' : kind,
    message: isKey
      ? `Raptor does not let this account in at its ${words[service]} (${status}).`
      : message,
    ...(isKey && { scope: 'part', hint: keyHints[service] }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    request: { ...request, status },
  })
}

const words: Readonly<Record<Service, string>> = {
  tracking: 'tracking',
  recommendations: 'recommendations',
  streaming: 'streams',
  erasure: 'erasures',
  cdp: 'CDP',
  reaIds: 'ReaIDs',
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
