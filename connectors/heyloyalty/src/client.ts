import { fault, type Context } from '@cartograph/core'
import type * as z from 'zod'
import { notHeyloyalty, refusal } from './faults.ts'
import { apiBaseOf, type Settings } from './settings.ts'

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the version: `/lists/1`. */
  readonly path: string
  readonly version?: 'v1' | 'v2'
  /** Another address than the API's, without the path. */
  readonly base?: string
  /** What stands for the path in logs, without ids of people. Default: the path. */
  readonly route?: string
  readonly query?: readonly (readonly [string, string])[]
  readonly json?: unknown
  readonly form?: FormData
  readonly effect?: 'none' | 'repeatable' | 'once'
  /** Error statuses that are ordinary answers here. */
  readonly expect?: readonly number[]
}

/** A difference of clocks that no request takes. */
const clockStepMs = 60_000

/** An answer that was read: good, or with one of the expected statuses. */
export interface Answered {
  readonly status: number
  /** `undefined` where there was no body. */
  readonly body: unknown
}

/**
 * Asks Heyloyalty something, and reads the answer. Success has many statuses and often no body.
 *
 * @throws the fault of every answer that is neither good nor expected.
 */
export async function askHeyloyalty(context: Context<Settings>, asking: Asking): Promise<Answered> {
  const { method = 'GET', path, version = 'v1', query = [], json, form, expect = [] } = asking
  const { route = path, effect = method === 'GET' ? 'none' : 'repeatable' } = asking
  const base = asking.base ?? `${apiBaseOf(context.config)}/loyalty/${version}`
  const url = new URL(`${base}${path}`)
  for (const [name, value] of query) url.searchParams.append(name, value)
  const request = { method, route }
  const ask = () =>
    context.fetch.with({ effect, route, expect })(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form !== undefined && { body: form }),
    })
  const response = await askedByItsClock(context, ask)
  const { status } = response
  if (!response.ok && !expect.includes(status)) throw await refusal(response, request)
  const text = await response.text()
  if (text.trim() === '') return { status, body: undefined }
  const body = jsonOf(text)
  if (body === undefined && response.ok)
    throw fault({ ...notHeyloyalty, request: { ...request, status } })
  return { status, body }
}

/**
 * A timestamp by a clock that is wrong is refused, and the refusal tells Heyloyalty’s own: once that is known, it is asked again.
 * What was refused was not done.
 */
async function askedByItsClock(
  { now }: Context<Settings>,
  ask: () => Promise<Response>,
): Promise<Response> {
  const before = now()
  const response = await ask()
  if (response.status !== 401 || Math.abs(now() - before) < clockStepMs) return response
  await response.body?.cancel()
  return ask()
}

/** The parsed body of an answer, or the fault that it has another shape than is known. */
export function parsedAs<Shape>(
  schema: z.ZodType<Shape>,
  { body, status }: Answered,
  route: string,
): Shape {
  const { data, success } = schema.safeParse(body)
  if (success) return data
  throw fault({
    ...notHeyloyalty,
    message: `Heyloyalty answers ${route} in another shape than it documents.`,
    request: { method: 'GET', route, status },
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
