import { fault, faultFrom, type Context, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { apiBaseOf, type Settings } from './settings.ts'

export interface Asking {
  /** Service and method: `Contacts.Merge`. */
  readonly name: string
  readonly body?: object
  /** Default: none. A merge and a deletion are the same twice. */
  readonly effect?: 'none' | 'repeatable' | 'once'
}

/** An envelope: `Success` is the only flag that tells, also beside a status of 200. */
export type Answered =
  | { readonly kind: 'good'; readonly body: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly words: string
      readonly status: number
    }

const envelope = z.looseObject({
  Success: z.boolean(),
  ErrorCode: z.union([z.string(), z.number()]).nullish(),
  ErrorMessage: z.string().nullish(),
})

/**
 * Calls a method. The key travels in the body, and so stands in no header that could be logged.
 *
 * @throws the fault of an answer that is no envelope, whatever its status.
 * @see https://developers.dialoginsight.com article 1000330259 (web services, read 2026-11)
 */
export async function ask(context: Context<Settings>, asking: Asking): Promise<Answered> {
  const { name, body = {}, effect = 'none' } = asking
  const { keyId, key, timeoutMs } = context.config
  const [service = '', method = ''] = name.split('.')
  const url = `${apiBaseOf(context.config)}/${service.toLowerCase()}.ashx?method=${method}`
  const request = { method: 'POST', route: name }
  const response = await context.fetch.with({
    effect,
    route: name,
    expect: [400],
    ...(timeoutMs !== undefined && { timeoutMs }),
  })(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ AuthKey: { idKey: keyId, Key: key }, ...body }),
  })
  const { status } = response
  if (status === 404)
    throw fault({
      kind: 'config',
      message: `Dialog Insight knows no method ${name} at this address.`,
      hint: 'See whether `platform` is that of your account, and `apiBase` ends in /webservices/ofc4.',
      request: { ...request, status },
    })
  const copy = response.clone()
  const { data } = envelope.safeParse(jsonOf(await response.text()))
  if (data !== undefined) {
    await copy.body?.cancel()
    if (data.Success) return { kind: 'good', body: data }
    return {
      kind: 'refused',
      code: String(data.ErrorCode ?? ''),
      words: vendorWords(data.ErrorMessage ?? '', context.config),
      status,
    }
  }
  if (!copy.ok) throw await statusFault(copy, request)
  await copy.body?.cancel()
  throw fault({ ...notTheApi, request: { ...request, status } })
}

const notTheApi: Pick<Fault, 'kind' | 'message' | 'hint'> = {
  kind: 'contract',
  message: 'Something answered in the place of Dialog Insight, or its answer was cut off.',
  hint: 'A proxy or a log-in page may stand between this machine and Dialog Insight.',
}

async function statusFault(
  response: Response,
  request: { readonly method: string; readonly route: string },
): Promise<Error & Fault> {
  const { status } = response
  const { kind, message, retryAfterMs } = await faultFrom(response)
  return fault({
    kind,
    message,
    ...(kind === 'auth' || kind === 'permission' ? { hint: keyPage } : {}),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    request: { ...request, status },
  })
}

export const keyPage =
  'In Dialog Insight: Users, Web Services. See that the key is active and not expired, which addresses may use it, and what it may do.'

const mostWords = 300

/** What the vendor says of an error, without what may be somebody's: addresses, long numbers, and the key. */
export function vendorWords(text: string, { key }: Settings): string {
  const words = text
    .replaceAll(key, '…')
    .replaceAll(/[^\s"'<>()@]+@[^\s"'<>()@]+/g, '…')
    .replaceAll(/\+?\d[\d ()-]{6,}\d/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.length > mostWords ? `${words.slice(0, mostWords)}…` : words
}

/** The parsed body of a good answer, or the fault that it has another shape than was seen. */
export function parsedAs<Shape>(
  schema: z.ZodType<Shape>,
  body: Readonly<Record<string, unknown>>,
  name: string,
): Shape {
  const { data, success } = schema.safeParse(body)
  if (success) return data
  throw fault({
    kind: 'contract',
    message: `Dialog Insight answers ${name} in another shape than it is known to.`,
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
