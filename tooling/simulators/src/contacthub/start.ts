import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addSource, adminOf, type ContacthubAdmin } from './admin.ts'
import { refused, type Answer, type Body } from './answer.ts'
import { isRecord } from './json-schema.ts'
import { defaultUnknowns, type ContacthubOptions } from './options.ts'
import { answerRoute } from './routes.ts'
import type { ContacthubMishap } from './weather.ts'
import { openWorkspace, type Source, type Workspace } from './workspace.ts'

export interface SimulatedContacthub {
  /** With `/hub/v1` and without a slash at its end. */
  readonly apiBase: string
  readonly workspace: Workspace
  /** A trusted source that may read updates. */
  readonly source: Source
  readonly admin: ContacthubAdmin
  /** Method and path of what was asked for, below the workspace and without ids, such as `PATCH /customers/*`. */
  readonly asked: readonly string[]
  readonly bodies: readonly Body[]
  readonly statuses: readonly number[]
  /** The next requests that write meet these, one each, in this order. */
  next(...mishaps: readonly ContacthubMishap[]): void
  /** The next requests that read meet these. */
  nextRead(...mishaps: readonly ContacthubMishap[]): void
  close(): Promise<void>
}

const route = /^\/hub\/v1\/workspaces\/([^/]+)\/(.+)$/
const anId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Starts a workspace of Contacthub with one entry node and one source, on a free port of this machine. */
export async function startContacthub(
  options: ContacthubOptions = {},
): Promise<SimulatedContacthub> {
  const { now = Date.now, searchLagMs = 0, eventLagMs = 0, extended = {}, mandatory = [] } = options
  const workspace = openWorkspace(
    {
      now,
      searchLagMs: () => searchLagMs,
      unknowns: { ...defaultUnknowns, ...options.unknowns },
      uniqueness: {
        policy: 'MERGE',
        properties: ['base.contacts.email'],
        caseSensitive: false,
        ...options.uniqueness,
      },
      mandatory,
      extended,
    },
    () => eventLagMs,
  )
  const source = addSource(workspace, { isTrusted: true, readsUpdates: true })
  const coming = { writes: [] as ContacthubMishap[], reads: [] as ContacthubMishap[] }
  const asked: string[] = []
  const bodies: Body[] = []
  const statuses: number[] = []

  const answerOf = (request: IncomingMessage, url: URL, body: unknown): Answer => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const who = workspace.sources.get(token)
    if (who?.isEnabled !== true)
      return refused(401, 'The client is not authorized to access the API')
    const [, workspaceId = '', path = ''] = route.exec(url.pathname) ?? []
    if (workspaceId !== workspace.id) return refused(403, `workspace not found: ${workspaceId}`)
    const isEmpty = body === undefined
    if (!isEmpty && !isRecord(body)) return refused(400, 'body is not valid JSON')
    return answerRoute(workspace, who, {
      method: request.method ?? '',
      path: path.split('/').map(decodeURIComponent),
      query: url.searchParams,
      body: isRecord(body) ? body : {},
    })
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://contacthub')
    const body = parsed(await textOf(request))
    const path = route.exec(url.pathname)?.[2] ?? ''
    asked.push(`${request.method} /${path.replaceAll(anId, '*')}`)
    if (isRecord(body)) bodies.push(body)
    const mishap = (request.method === 'GET' ? coming.reads : coming.writes).shift()
    if (mishap?.kind === 'reset' && mishap.when === 'before') {
      response.destroy()
      return
    }
    workspace.catchUp()
    const answer =
      mishap?.kind === 'status'
        ? mishapAnswer(workspace, mishap)
        : mishap?.kind === 'page'
          ? page
          : answerOf(request, url, body)
    statuses.push(answer.status)
    if (mishap?.kind === 'silence') return
    if (mishap?.kind === 'reset') {
      response.destroy()
      return
    }
    send(response, answer, {
      date: new Date(now()).toUTCString(),
      isCut: mishap?.kind === 'truncated',
    })
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub/v1`,
    workspace,
    source,
    admin: adminOf(workspace, source),
    asked,
    bodies,
    statuses,
    next(...mishaps) {
      coming.writes.push(...mishaps)
    },
    nextRead(...mishaps) {
      coming.reads.push(...mishaps)
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

const page: Answer = { status: 200, body: '<html><body>Back soon.</body></html>' }

/** A reindexing says so; how long to wait only where the workspace is so made. */
function mishapAnswer(
  { unknowns }: Workspace,
  { status, retryAfter }: Extract<ContacthubMishap, { readonly kind: 'status' }>,
): Answer {
  const seconds = retryAfter ?? (status === 423 ? unknowns.retryAfterSeconds : undefined)
  return {
    ...refused(status, status === 423 ? 'reindexing in progress' : ''),
    ...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }),
  }
}

function send(
  response: ServerResponse,
  { status, body, headers }: Answer,
  { date, isCut }: { readonly date: string; readonly isCut: boolean },
): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? 'text/html' : 'application/json;charset=UTF-8'
  response.writeHead(status, { 'content-type': type, date, ...headers })
  response.end(isCut ? text.slice(0, Math.floor(text.length / 2)) : text)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
