import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openAccount, type Account, type List } from './account.ts'
import { adminOf, type HeyloyaltyAdmin } from './admin.ts'
import { good, missing, refused, unauthorized, type Answer, type Asked } from './answer.ts'
import { nested, readBody } from './asked-body.ts'
import { addList } from './furnishing.ts'
import { defaultUnknowns, type HeyloyaltyOptions } from './options.ts'
import { answerV1, answerV2 } from './routes.ts'
import { isSigned } from './signature.ts'
import { importTransactions } from './transactions.ts'
import { windowOf, type HeyloyaltyMishap } from './weather.ts'
import { webhooksOf, type HeyloyaltyWebhooks } from './webhooks.ts'

export interface SimulatedHeyloyalty {
  /** The address without `/loyalty/v1` and without a slash at its end. */
  readonly apiBase: string
  /** Where the order history is imported. */
  readonly orderBase: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly trackingId: string
  readonly account: Account
  /** The list that every account begins with, `Customers`. */
  readonly list: List
  readonly admin: HeyloyaltyAdmin
  readonly webhooks: HeyloyaltyWebhooks
  /** Method and path of what was asked for, in order, such as `POST /v1/lists`. */
  readonly asked: readonly string[]
  readonly statuses: readonly number[]
  /** The timestamps that requests were signed over. */
  readonly timestamps: readonly string[]
  /** The next requests that write meet these, one each, in this order. */
  next(...mishaps: readonly HeyloyaltyMishap[]): void
  /** The next requests that read meet these. */
  nextRead(...mishaps: readonly HeyloyaltyMishap[]): void
  close(): Promise<void>
}

const apiKey = 'heyloyalty-key-0123456789'
const apiSecret = 'heyloyalty-secret-abcdef'
const trackingId = 'tracking-4711'
const base = /^\/loyalty\/(v[12])(\/.*)$/
const orderPath = `/api/transaction/import/${trackingId}`

/** Starts an account of Heyloyalty on a free port of this machine, with one list. */
export async function startHeyloyalty(
  options: HeyloyaltyOptions = {},
): Promise<SimulatedHeyloyalty> {
  const { now = Date.now, clockToleranceMs = 900_000, landsAfterMs = 0 } = options
  const unknowns = { ...defaultUnknowns, ...options.unknowns }
  const webhooks = webhooksOf(unknowns)
  const account = openAccount(now, unknowns, landsAfterMs, (of, member, type) =>
    webhooks.happened(of, member, type, now()),
  )
  const list = addList(account, 'Customers', {
    doubleOptIn: options.doubleOptIn ?? false,
    duplicates: options.duplicates ?? 'disallow',
  })
  const { requestsAllowed = Number.POSITIVE_INFINITY, windowMs = 1_000 } = options
  const rate = windowOf(requestsAllowed, windowMs, now)
  const coming = { writes: [] as HeyloyaltyMishap[], reads: [] as HeyloyaltyMishap[] }
  const asked: string[] = []
  const statuses: number[] = []
  const timestamps: string[] = []

  const answerOf = async (request: IncomingMessage, url: URL, bytes: Buffer): Promise<Answer> => {
    const { method = '', headers } = request
    const timestamp = textHeader(headers['x-request-timestamp'])
    timestamps.push(timestamp ?? '')
    const signed = { authorization: headers.authorization, timestamp }
    const clock = { now: now(), toleranceMs: clockToleranceMs }
    if (!isSigned({ key: apiKey, secret: apiSecret }, signed, clock)) return unauthorized
    const waitSeconds = rate.waitSeconds()
    if (waitSeconds !== undefined)
      return {
        status: 429,
        headers: { 'retry-after': String(waitSeconds) },
        body: { error: 'Too Many Requests' },
      }
    const query = nested(url.searchParams)
    const read = await readBody(headers['content-type'] ?? '', bytes, query)
    if (read === undefined) return refused('The body is invalid.')
    const [, version, path = ''] = base.exec(url.pathname) ?? []
    const wish: Asked = { method, path, query, ...read }
    if (version === 'v1') return answerV1(account, wish)
    if (version === 'v2') return answerV2(account, wish)
    return url.pathname === orderPath && method === 'POST'
      ? importTransactions(account, wish)
      : missing
  }

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '' } = request
    const url = new URL(request.url ?? '/', 'http://heyloyalty')
    const bytes = await bytesOf(request)
    asked.push(`${method} ${url.pathname.replace(/^\/loyalty/, '')}`)
    const mishap = (method === 'GET' ? coming.reads : coming.writes).shift()
    if (mishap?.kind === 'reset' && mishap.when === 'before') {
      response.destroy()
      return
    }
    account.catchUp()
    const answer = inPlace(mishap) ?? (await answerOf(request, url, bytes))
    statuses.push(answer.status)
    if (mishap?.kind === 'silence') return
    if (mishap?.kind === 'reset') {
      response.destroy()
      return
    }
    send(response, answer, mishap, now())
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
    apiBase: address,
    orderBase: `${address}/api`,
    apiKey,
    apiSecret,
    trackingId,
    account,
    list,
    admin: adminOf(account),
    webhooks,
    asked,
    statuses,
    timestamps,
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

/** What is answered without the work being done. */
function inPlace(mishap: HeyloyaltyMishap | undefined): Answer | undefined {
  if (mishap?.kind === 'page') return good('<html><body>Back soon.</body></html>')
  if (mishap?.kind !== 'status') return undefined
  return {
    status: mishap.status,
    body: { message: 'Something broke.', code: mishap.status },
    ...(mishap.retryAfter !== undefined && {
      headers: { 'retry-after': String(mishap.retryAfter) },
    }),
  }
}

function send(
  response: ServerResponse,
  answer: Answer,
  mishap: HeyloyaltyMishap | undefined,
  now: number,
): void {
  const isPage = mishap?.kind === 'page' || mishap?.kind === 'oddType'
  const { body } = answer
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(answer.status, {
    ...(text !== '' && { 'content-type': isPage ? 'text/html' : 'application/json' }),
    date: new Date(now).toUTCString(),
    ...answer.headers,
  })
  response.end(mishap?.kind === 'truncated' ? text.slice(0, Math.floor(text.length / 2)) : text)
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

function textHeader(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
