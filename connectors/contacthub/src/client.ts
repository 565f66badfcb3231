import { fault, faultFrom, type Context, type Fault } from '@cartograph/core'
import type * as z from 'zod'
import { assumedReindexingMs } from './assumptions.ts'
import { apiBaseOf, type Settings } from './settings.ts'
import { refusedPath, vendorWords } from './vendor-words.ts'

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the workspace, in pieces: `['customers', id]`. */
  readonly path: readonly string[]
  /** What stands for the path in logs, without anybody's id: `/customers/{id}`. */
  readonly route: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly effect?: 'none' | 'repeatable' | 'once'
  /** Error statuses that are ordinary answers here. */
  readonly expect?: readonly number[]
}

/** An answer that was read: good, or with one of the expected statuses. */
export interface Answered {
  readonly status: number
  /** Missing where it was empty, or no JSON. */
  readonly body: unknown
  readonly request: NonNullable<Fault['request']>
}

/**
 * Asks Contacthub something, and reads the answer.
 *
 * @throws the fault of every answer that is neither good nor expected.
 */
export async function askContacthub(context: Context<Settings>, asking: Asking): Promise<Answered> {
  const { method = 'GET', path, route, query = {}, body, expect = [] } = asking
  const { effect = method === 'GET' ? 'none' : 'repeatable' } = asking
  const { workspaceId } = context.config
  const pieces = ['workspaces', workspaceId, ...path].map(encodeURIComponent)
  const url = new URL(`${apiBaseOf(context.config)}/${pieces.join('/')}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  const response = await context.fetch.with({ effect, route, expect })(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const { status } = response
  const request = { method, route, status }
  if (!response.ok && !expect.includes(status))
    throw await refusedFault(context.config, response, request)
  return { status, body: jsonOf(await response.text()), request }
}

/** The parsed body of an answer, or the fault that it has another shape than Contacthub documents. */
export function parsedAs<Shape>(schema: z.ZodType<Shape>, { body, request }: Answered): Shape {
  const { data, success } = schema.safeParse(body)
  if (success) return data
  throw otherShape(request)
}

export function otherShape(request: NonNullable<Fault['request']>): Error & Fault {
  return fault({
    kind: 'contract',
    message: `Contacthub answers ${request.method} ${request.route} in another shape than it documents, or its answer was cut off.`,
    hint: 'A proxy or a log-in page may stand between this machine and Contacthub.',
    request,
  })
}

/** Why one record was refused, in the vendor's words. */
export function recordFault(of: string, { body, request }: Answered, hint?: string): Fault {
  const path = refusedPath(body)
  return fault({
    kind: 'record',
    message: `Contacthub refuses ${of} (${request.status}): ${vendorWords(body)}.`,
    hint: hint ?? 'Mend the value where it comes from, or change the mapping; then replay.',
    ...(path !== undefined && { path }),
    request,
  })
}

const sourcesPage = 'In Contacthub: Settings, Sources.'

async function refusedFault(
  { reindexingMs }: Settings,
  response: Response,
  request: NonNullable<Fault['request']>,
): Promise<Error & Fault> {
  const body = jsonOf(await response.clone().text())
  const { kind, message, retryAfterMs } = await faultFrom(response)
  const words = vendorWords(body)
  const waits = retryAfterMs !== undefined && { retryAfterMs }
  switch (response.status) {
    case 401:
      return fault({
        kind: 'auth',
        message: 'Contacthub does not accept the token (401).',
        hint: `${sourcesPage} Copy the token into \`token\`, and see whether the source is enabled and this machine’s address is allowed.`,
        request,
      })
    case 403:
      return words.startsWith('workspace not found')
        ? fault({
            kind: 'config',
            scope: 'connection',
            message:
              'Contacthub does not know the workspace, or the token does not reach it (403).',
            hint: 'Copy the id of the workspace into `workspaceId`.',
            path: ['workspaceId'],
            request,
          })
        : fault({
            kind: 'permission',
            message: `Contacthub does not let this source do that (403): ${words}.`,
            hint: `${sourcesPage} See whether the source is trusted; if it is not, write \`source: untrusted\`.`,
            request,
          })
    case 404:
      if (words.startsWith('node not found')) return nodeFault(request)
      break
    case 423:
      return fault({
        kind: 'rateLimit',
        message: 'Contacthub rebuilds its index, and takes nothing for now (423).',
        retryAfterMs: waitOf(response) ?? reindexingMs ?? assumedReindexingMs,
        request,
      })
    default:
  }
  const said =
    kind === 'contract' ? `Contacthub refuses the request (${response.status}): ${words}.` : message
  return fault({ kind, message: said, ...waits, request })
}

export function nodeFault(request: NonNullable<Fault['request']>): Error & Fault {
  return fault({
    kind: 'config',
    scope: 'connection',
    message: 'Contacthub does not know the node (404).',
    hint: 'Copy the id of an entry node that the source reaches into `nodeId`.',
    path: ['nodeId'],
    request,
  })
}

function waitOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after')?.trim() ?? ''
  return /^\d+$/.test(header) ? Number(header) * 1_000 : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
