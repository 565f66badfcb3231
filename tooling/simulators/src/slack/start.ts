import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { refusal, webhookAnswer } from './incoming-webhook.ts'
import { failure, webApiAnswer, type Token } from './web-api.ts'
import type { Mishap } from './weather.ts'
import { workspaceOf, type Channel, type PostedMessage } from './workspace.ts'

export interface SlackOptions {
  /** The workspace's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** Default: `chat:write` alone. */
  readonly scopes?: readonly string[]
}

/** A workspace that listens, with one app in it. */
export interface SimulatedSlack {
  /** Of the Web API, without a slash at its end. */
  readonly apiBase: string
  readonly token: string
  /** An incoming webhook that posts into the first channel. */
  readonly webhookUrl: string
  readonly channels: readonly Channel[]
  readonly messages: readonly PostedMessage[]
  /** Names of what was asked for, in order, such as `chat.postMessage` and `webhook`. */
  readonly asked: readonly string[]
  /** The next messages meet these, one each, in this order. */
  next(...mishaps: readonly Mishap[]): void
  /** Every request meets this, until it is told otherwise. */
  always(mishap: Mishap | undefined): void
  revokeToken(): void
  removeWebhook(): void
  close(): Promise<void>
}

const token = 'xoxb-123456789012-abcdefghijkl'
const webhookPath = '/services/T0SIMULAT/B0SIMULAT/AbCdEfGhIjKlMnOpQrStUvWx'

/** Starts a workspace of its own on a free port of this machine. */
export async function startSlack(options: SlackOptions = {}): Promise<SimulatedSlack> {
  const workspace = workspaceOf(options.now ?? Date.now)
  const known: Token = { scopes: options.scopes ?? ['chat:write'] }
  const channels = [...workspace.channels.values()]
  const asked: string[] = []
  const coming: Mishap[] = []
  let constant: Mishap | undefined
  let webhook: { readonly channel: string } | undefined = { channel: channels[0]?.id ?? '' }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://slack')
    const body = parsedBody(await bodyOf(request))
    const isApi = pathname.startsWith('/api/')
    const name = isApi ? pathname.slice('/api/'.length) : 'webhook'
    asked.push(name)
    // Whoever has nothing to say only asks.
    const isMessage = body !== undefined && ('text' in body || 'blocks' in body)
    const mishap = constant ?? (isMessage ? coming.shift() : undefined)
    if (mishap?.kind === 'reset' && mishap.when === 'before') return response.destroy()
    const own = mishap === undefined ? undefined : inPlace(mishap, isApi)
    if (own !== undefined) return send(response, own, undefined)
    if (isApi) {
      const isKnown = headers.authorization === `Bearer ${token}`
      const asking = { method, name, query, body: body ?? {} }
      const answer = webApiAnswer(workspace, isKnown ? known : undefined, asking)
      return send(response, jsonParcel(answer.body, answer.headers), mishap)
    }
    const found = pathname === webhookPath ? webhook : undefined
    return send(response, wordParcel(webhookAnswer(workspace, found, body)), mishap)
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    apiBase: `${address}/api`,
    token,
    webhookUrl: `${address}${webhookPath}`,
    channels,
    messages: workspace.messages,
    asked,
    next(...mishaps) {
      coming.push(...mishaps)
    },
    always(mishap) {
      constant = mishap
    },
    revokeToken() {
      known.scopes = undefined
    },
    removeWebhook() {
      webhook = undefined
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

interface Parcel {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** What stands in the place of an answer, without the work being done. */
function inPlace(mishap: Mishap, isApi: boolean): Parcel | undefined {
  if (mishap.kind === 'page')
    return { status: 200, headers: { 'content-type': 'text/html' }, text: '<title>Sign in</title>' }
  if (mishap.kind === 'error')
    return isApi ? jsonParcel(failure(mishap.name).body) : wordParcel(refusal(mishap.name))
  if (mishap.kind !== 'status') return undefined
  const { status, retryAfter } = mishap
  return {
    status,
    headers: {
      'content-type': 'text/plain',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    text: status === 429 ? 'rate_limited' : '',
  }
}

function jsonParcel(body: unknown, headers: Readonly<Record<string, string>> = {}): Parcel {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    text: JSON.stringify(body),
  }
}

function wordParcel({ status, text }: { readonly status: number; readonly text: string }): Parcel {
  return { status, headers: { 'content-type': 'text/html' }, text }
}

function send(
  response: ServerResponse,
  { status, headers, text }: Parcel,
  mishap: Mishap | undefined,
): unknown {
  if (mishap?.kind === 'silence') return undefined
  if (mishap?.kind === 'reset') return response.destroy()
  response.writeHead(status, headers)
  return response.end(mishap?.kind === 'truncated' ? text.slice(0, text.length / 2) : text)
}

function parsedBody(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
