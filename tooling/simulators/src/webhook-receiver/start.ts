import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Webhook } from 'standardwebhooks'

import { holdingOf, type HeldThing, type ReceivedRequest } from './received.ts'
import type { Mishap } from './weather.ts'

export interface ReceiverOptions {
  /** Requests must be signed with one of these; verified by the library that receivers use. Default: none are verified. */
  readonly secrets?: readonly string[]
  /** Each `webhook-id`, and each id in a list, is taken once. Default true. */
  readonly looksAtIds?: boolean
  /** What it was told before anybody looks. */
  readonly told?: readonly { readonly key: string; readonly body: object }[]
  /** What `Authorization` must say. Default: anything. */
  readonly authorization?: string
}

/** Somebody who takes webhooks. A body with the field `refuse` is refused (422). */
export interface WebhookReceiver {
  /** Without a slash at its end. */
  readonly url: string
  readonly host: string
  readonly requests: readonly ReceivedRequest[]
  readonly held: () => readonly HeldThing[]
  /** The next requests meet these, one each, in this order; OPTIONS meet none. */
  next(...mishaps: readonly Mishap[]): void
  /** Every request meets this, OPTIONS too, until it is told otherwise. */
  always(mishap: Mishap | undefined): void
  close(): Promise<void>
}

/** Starts a receiver of its own on a free port of this machine. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<WebhookReceiver> {
  const { secrets = [], looksAtIds = true, authorization, told = [] } = options
  const verifiers = secrets.map((secret) => new Webhook(secret))
  const holding = holdingOf(looksAtIds)
  for (const { key, body } of told)
    holding.take({ id: `told ${key}`, method: 'POST', path: '/', body: { key, data: body } })
  const requests: ReceivedRequest[] = []
  const coming: Mishap[] = []
  let constant: Mishap | undefined

  const answerTo = (request: ReceivedRequest): Answer => {
    if (authorization !== undefined && request.headers['authorization'] !== authorization)
      return { status: 401, text: 'Who are you?' }
    if (request.method === 'OPTIONS') return { status: 204, text: '' }
    if (verifiers.length > 0 && !request.isSigned) return { status: 401, text: 'Not signed' }
    const id = request.headers['webhook-id'] ?? ''
    const body = parsedBody(request)
    const { method, path } = request
    const refusal = holding.take({ id, method, path, body })
    return refusal === undefined ? { status: 202, text: 'Taken' } : { status: 422, text: refusal }
  }
  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(incoming)
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    )
    const { method = '', url: path = '' } = incoming
    const isSigned = verifiers.some((verifier) => isSignedBy(verifier, body, headers))
    const request: ReceivedRequest = { method, path, headers, body, isSigned }
    requests.push(request)
    const mishap = constant ?? (method === 'OPTIONS' ? undefined : coming.shift())
    if (mishap?.kind === 'status') sendStatus(response, mishap)
    else if (mishap?.kind === 'reset' && mishap.when === 'before') response.destroy()
    else send(response, answerTo(request), mishap)
  }
  const server = createServer((incoming, response) => {
    respond(incoming, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    requests,
    held: holding.held,
    next(...mishaps) {
      coming.push(...mishaps)
    },
    always(mishap) {
      constant = mishap
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

interface Answer {
  readonly status: number
  readonly text: string
}

function send(response: ServerResponse, { status, text }: Answer, mishap: Mishap | undefined) {
  if (mishap?.kind === 'silence') return
  if (mishap?.kind === 'reset') {
    response.destroy()
    return
  }
  response.writeHead(status, { 'content-type': 'text/plain' })
  if (mishap?.kind !== 'truncated') response.end(text)
  // The half must be on its way before the line is cut.
  else response.write(text.slice(0, 2), () => response.destroy())
}

function sendStatus(
  response: ServerResponse,
  { status, retryAfter, location, text = '', contentType }: Extract<Mishap, { kind: 'status' }>,
): void {
  response.writeHead(status, {
    'content-type': contentType ?? 'text/plain',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...(location !== undefined && { location }),
  })
  response.end(text)
}

function isSignedBy(
  verifier: Webhook,
  body: string,
  headers: Readonly<Record<string, string>>,
): boolean {
  try {
    verifier.verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

function parsedBody({ body, headers }: ReceivedRequest): unknown {
  return headers['content-type']?.startsWith('application/json') === true
    ? (JSON.parse(body) as unknown)
    : null
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
