import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { openAccount, type Account } from './account.ts'
import { adminOf, type RaptorAdmin } from './admin.ts'
import { textAnswer, type Answer, type Asked } from './answer.ts'
import { defaultUnknowns, type RaptorOptions } from './options.ts'
import { answerCdp, answerErasure, answerReaIds, type AccountKeys } from './persons.ts'
import { answerRecommendations } from './recommendations.ts'
import { answerStreaming } from './streaming.ts'
import { answerTracking } from './tracking.ts'
import type { RaptorMishap } from './weather.ts'

/** The vendor has a host for each service; here each is a path of one. */
const services = ['tracking', 'recommendations', 'streaming', 'erasure', 'cdp', 'reaIds'] as const
type Service = (typeof services)[number]

export interface SimulatedRaptor {
  readonly customerId: string
  readonly keys: AccountKeys
  /** Where each service is, without a slash at its end. */
  readonly addresses: Readonly<Record<Service, string>>
  readonly account: Account
  readonly admin: RaptorAdmin
  /** Service, method and path of what was asked for, in order, such as `tracking GET /12345.rsa`. */
  readonly asked: readonly string[]
  /** The next requests meet these, one each, in this order. */
  next(...mishaps: readonly RaptorMishap[]): void
  close(): Promise<void>
}

const customerId = '12345'
const keys: AccountKeys = {
  apiKey: 'recommend-0123456789',
  erasureKey: 'forget-0123456789',
  cdpKey: 'audience-0123456789',
  reaIdKey: 'rea-0123456789',
  triggerKey: 'trigger-0123456789',
}
const dayMs = 86_400_000

/** Starts an account of Raptor on a free port of this machine. */
export async function startRaptor(options: RaptorOptions = {}): Promise<SimulatedRaptor> {
  const { now = Date.now, positions, deletionMs = 14 * dayMs } = options
  const unknowns = { ...defaultUnknowns, ...options.unknowns }
  const account = openAccount(customerId, now)
  const coming: RaptorMishap[] = []
  const asked: string[] = []

  const answers: Readonly<Record<Service, (request: Asked) => Answer>> = {
    tracking: (request) => answerTracking(account, unknowns, positions, request),
    recommendations: (request) => answerRecommendations(account, unknowns, keys.apiKey, request),
    streaming: (request) => answerStreaming(account, unknowns, request),
    erasure: (request) => answerErasure(account, keys, deletionMs, request),
    cdp: (request) => answerCdp(account, unknowns, keys, request),
    reaIds: (request) => answerReaIds(account, keys, request),
  }
  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = incoming
    const url = new URL(incoming.url ?? '/', 'http://raptor')
    const service = services.find((name) => url.pathname.startsWith(`/${name}/`))
    const path = url.pathname.slice((service ?? '').length + 1)
    const text = await textOf(incoming)
    asked.push(`${service} ${method} ${path}`)
    const mishap = coming.shift()
    if (mishap?.kind === 'status')
      return send(response, refusal(mishap.status), now(), mishap.retryAfter)
    if (mishap?.kind === 'reset' && mishap.when === 'before') return response.destroy()
    const answer =
      service === undefined
        ? textAnswer(404, 'Not found')
        : answers[service]({
            method,
            path,
            query: url.searchParams,
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [name, String(value)]),
            ),
            text,
          })
    if (mishap?.kind === 'silence') return undefined
    if (mishap?.kind === 'reset') return response.destroy()
    if (mishap?.kind === 'doneAndError') return send(response, refusal(mishap.status), now())
    return send(response, answer, now())
  }
  const server = createServer((incoming, response) => {
    respond(incoming, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    customerId,
    keys,
    addresses: Object.fromEntries(services.map((name) => [name, `${base}/${name}`])) as Readonly<
      Record<Service, string>
    >,
    account,
    admin: adminOf(account, unknowns, keys.triggerKey),
    asked,
    next(...mishaps) {
      coming.push(...mishaps)
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function refusal(status: number): Answer {
  return textAnswer(status, 'Something broke.')
}

function send(
  response: ServerResponse,
  { status, body, contentType }: Answer,
  at: number,
  retryAfter?: number,
): ServerResponse {
  response.writeHead(status, {
    date: new Date(at).toUTCString(),
    ...(contentType !== undefined && { 'content-type': contentType }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  })
  return response.end(body)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
