import { fault, faultFrom, type Context, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { apiBaseOf, type Settings } from './settings.ts'

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With its version: `/v2/subscribers`. */
  readonly path: string
  /** What stands for the path in logs, without anybody's address. Default: the path. */
  readonly route?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly effect?: 'none' | 'repeatable' | 'once'
  /** Error statuses that are ordinary answers here. */
  readonly expect?: readonly number[]
}

/** An answer that was read: good, or with one of the expected statuses. */
export interface Answered {
  readonly status: number
  readonly body: unknown
}

const errorBody = z.looseObject({ error: z.string().min(1) })
const developerPage = 'In Rule: Settings, Developer. Copy the key into `apiKey`.'

/**
 * Asks Rule something, and reads the answer.
 *
 * @throws the fault of every answer that is neither good nor expected; v2 may say 200 and mean an error.
 */
export async function askRule(context: Context<Settings>, asking: Asking): Promise<Answered> {
  const { method = 'GET', path, route = path, query = {}, body, expect = [] } = asking
  const { effect = method === 'GET' ? 'none' : 'repeatable' } = asking
  const url = new URL(`${apiBaseOf(context.config)}${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  const request = { method, route }
  const response = await context.fetch.with({ effect, route, expect })(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify(body),
    }),
  })
  const { status } = response
  if (!response.ok && !expect.includes(status)) throw await refusedFault(response, request)
  const text = await response.text()
  const read = jsonOf(text)
  if (read === undefined && text !== '' && response.ok)
    throw fault({
      ...notRule,
      request: { ...request, status },
    })
  const { data: hidden } = errorBody.safeParse(read)
  if (response.ok && hidden !== undefined) throw hiddenFault(hidden.error, { ...request, status })
  return { status, body: read }
}

const notRule: Pick<Fault, 'kind' | 'message' | 'hint'> = {
  kind: 'contract',
  message: 'Something answered in the place of Rule, in another form than Rule does.',
  hint: 'A proxy or a log-in page may stand between this machine and Rule.',
}

/** The parsed body of an answer, or the fault that it has another shape than Rule documents. */
export function parsedAs<Shape>(schema: z.ZodType<Shape>, { body }: Answered, path: string): Shape {
  const { data, success } = schema.safeParse(body)
  if (success) return data
  throw fault({ ...notRule, message: `Rule answers ${path} in another shape than it documents.` })
}

async function refusedFault(
  response: Response,
  request: { readonly method: string; readonly route: string },
): Promise<Error & Fault> {
  const { kind, message, retryAfterMs } = await faultFrom(response)
  const { status } = response
  return fault({
    kind,
    message: messages[status] ?? message,
    ...hintOf(status),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    request: { ...request, status },
  })
}

const messages: Readonly<Record<number, string>> = {
  401: 'Rule does not accept the API key (401).',
  403: 'Rule does not let this API key do that (403).',
}

function hintOf(status: number): { readonly hint?: string } {
  if (status === 401) return { hint: developerPage }
  if (status === 403)
    return { hint: 'In Rule: Settings, Developer. See what the key may do, or make another one.' }
  return {}
}

/** v2 says 200 and names an error: whether it did anything nobody knows, unless the key is wrong. */
function hiddenFault(error: string, request: NonNullable<Fault['request']>): Error & Fault {
  if (error === 'NotAuthorized')
    return fault({ kind: 'auth', message: messages[401] ?? '', hint: developerPage, request })
  const name = /^[A-Za-z]{1,40}$/.test(error) ? error : 'one without a name'
  return fault({
    kind: 'transient',
    message: `Rule says that all is well and names an error: ${name}.`,
    request,
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
