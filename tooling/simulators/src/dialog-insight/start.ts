import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Account, Project } from './account.ts'
import { adminOf, type DialogInsightAdmin } from './admin.ts'
import { isObject, isRefused, refused, type Result } from './answer.ts'
import { refusalOf } from './authority.ts'
import { addProject, addTable, commerceTables } from './furnishing.ts'
import { methodNamed } from './methods.ts'
import { defaultUnknowns, type DialogInsightOptions } from './options.ts'
import type { DialogInsightMishap } from './weather.ts'

export interface SimulatedDialogInsight {
  /** With `/webservices/ofc4` and without a slash at its end. */
  readonly apiBase: string
  readonly keyId: number
  readonly key: string
  readonly account: Account
  /** The project that every account begins with, `Boutique FR`. */
  readonly project: Project
  readonly admin: DialogInsightAdmin
  /** Service and method of what was asked for, in order, such as `contacts.Merge`. */
  readonly asked: readonly string[]
  /** The bodies of it, without the key. */
  readonly bodies: readonly Readonly<Record<string, unknown>>[]
  /** The next requests that write meet these, one each, in this order. */
  next(...mishaps: readonly DialogInsightMishap[]): void
  /** The next requests that read meet these. */
  nextRead(...mishaps: readonly DialogInsightMishap[]): void
  close(): Promise<void>
}

const keyId = 4242
const secret = '0123456789abcdefghijklmnopqrstuv'
const path = /^\/webservices\/ofc4\/(\w+)\.ashx$/
const writing = new Set(['merge', 'delete'])

/** Starts an account of Dialog Insight on a free port of this machine, with one project. */
export async function startDialogInsight(
  options: DialogInsightOptions = {},
): Promise<SimulatedDialogInsight> {
  const { now = Date.now, callerAddress = '127.0.0.1', structure = 'retail' } = options
  let lastId = 90_000
  let requestId = 20_000_000
  const account: Account = {
    now,
    unknowns: { ...defaultUnknowns, ...options.unknowns },
    keys: new Map([
      [
        keyId,
        {
          idKey: keyId,
          key: secret,
          isActive: true,
          expiresAt: undefined,
          addresses: [],
          permissions: undefined,
        },
      ],
    ]),
    projects: new Map(),
    nextId: () => (lastId += 1),
  }
  const project = addProject(account, 'Boutique FR', options.contactKey ?? ['EMail'])
  if (structure !== 'none')
    for (const table of commerceTables(structure)) addTable(account, project, table)
  const coming = { writes: [] as DialogInsightMishap[], reads: [] as DialogInsightMishap[] }
  const asked: string[] = []
  const bodies: Readonly<Record<string, unknown>>[] = []

  const resultOf = (name: string, body: unknown): Result | undefined => {
    const work = methodNamed(account, name.toLowerCase())
    if (work === undefined) return undefined
    if (!isObject(body)) return refused('malformed', 'The request is no JSON object.')
    return refusalOf(account, body, name.toLowerCase(), callerAddress) ?? work(account, body)
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://dialog-insight')
    const service = path.exec(url.pathname)?.[1] ?? ''
    const method = url.searchParams.get('method') ?? ''
    const name = `${service}.${method}`
    const body = parsed(await textOf(request))
    asked.push(name)
    if (isObject(body)) {
      const { AuthKey: _key, ...rest } = body
      bodies.push(rest)
    }
    const mishap = (writing.has(method.toLowerCase()) ? coming.writes : coming.reads).shift()
    if (mishap?.kind === 'reset' && mishap.when === 'before') {
      response.destroy()
      return
    }
    if (mishap?.kind === 'status' || mishap?.kind === 'page') {
      sendPage(response, mishap)
      return
    }
    const result =
      mishap?.kind === 'refused'
        ? undefined
        : request.method === 'POST'
          ? resultOf(name, body)
          : undefined
    if (mishap?.kind === 'silence') return
    if (mishap?.kind === 'reset') {
      response.destroy()
      return
    }
    requestId += 1
    const envelope = { idRequest: requestId, Trace: traceOf(name) }
    if (mishap?.kind === 'refused') {
      const { code, message } = mishap
      send(response, 200, { Success: false, ErrorCode: code, ErrorMessage: message, ...envelope })
      return
    }
    if (result === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' })
      response.end('<html><body>The resource cannot be found.</body></html>')
      return
    }
    const { refusals, refusedStatus } = account.unknowns
    if (isRefused(result)) {
      send(response, refusedStatus, {
        Success: false,
        ErrorCode: refusals[result.refusal],
        ErrorMessage: result.message,
        ...envelope,
      })
      return
    }
    const good = { Success: true, ErrorCode: null, ErrorMessage: null, ...result, ...envelope }
    send(response, 200, good, mishap?.kind === 'truncated')
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webservices/ofc4`,
    keyId,
    key: secret,
    account,
    project,
    admin: adminOf(account, project, keyId),
    asked,
    bodies,
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

function traceOf(name: string): string {
  return `Beginning request (10:20:30)\r\nTargeted service: ${name}\r\n`
}

function send(response: ServerResponse, status: number, body: object, isCut = false): void {
  const text = JSON.stringify(body, undefined, 2)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(isCut ? text.slice(0, Math.floor(text.length / 2)) : text)
}

function sendPage(
  response: ServerResponse,
  mishap: Extract<DialogInsightMishap, { readonly kind: 'status' | 'page' }>,
): void {
  const retryAfter = mishap.kind === 'status' ? mishap.retryAfter : undefined
  response.writeHead(mishap.kind === 'status' ? mishap.status : 200, {
    'content-type': 'text/html',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  })
  response.end('<html><body>Back soon.</body></html>')
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
