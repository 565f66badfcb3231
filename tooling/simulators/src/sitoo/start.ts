import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedShop } from '../shop/index.ts'
import { openAccount } from './account.ts'
import { adminOf, type Admin } from './admin.ts'
import { apiAnswer, failure, type ApiAnswer } from './api.ts'
import type { Unknowns } from './assumptions.ts'
import { eventQueue, type EventQueue } from './events.ts'
import { furnish, putCustomers, putPrices } from './furnishing.ts'
import type { Json } from './json.ts'
import { putCatalogue } from './shop-catalogue.ts'
import { putShopOrders } from './shop-orders.ts'
import type { Mishap } from './weather.ts'

export interface SitooOptions {
  /** What its till has sold is in the account. Default: an account without sales. */
  readonly shop?: SimulatedShop
  /** Milliseconds. Default: the shop's clock, or the machine's. */
  readonly now?: () => number
  readonly timeZone?: string
  readonly currency?: string
  readonly unknowns?: Partial<Unknowns>
  /** So long an answer takes, milliseconds. Default: as long as it needs. */
  readonly latencyMs?: number
}

export interface AskedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly status: number
}

/** A Sitoo account whose REST API listens. */
export interface SimulatedSitoo {
  /** Without a path. */
  readonly baseUrl: string
  readonly accountId: number
  readonly eshopId: number
  readonly apiId: string
  readonly password: string
  readonly admin: Admin
  readonly events: EventQueue
  readonly asked: readonly AskedRequest[]
  /** How many requests of the key were answered at once, at most. */
  readonly mostAtOnce: () => number
  /** The next requests meet these, one each. */
  next(...mishaps: readonly Mishap[]): void
  /** Every request meets this, until it is told otherwise. */
  always(mishap: Mishap | undefined): void
  /** Whether a second request of the key while one is answered is refused with 429. Default: it is. */
  allowParallel(allowed: boolean): void
  /** Called after each answer, before the next request is read. Ends when the function it gives is called. */
  between(change: () => void): () => void
  /** Takes over what has happened in the shop since. */
  catchUp(): void
  close(): Promise<void>
}

const password = 'till-and-shelf'
const apiId = '1500-7'

/** Starts an account of its own on a free port of this machine. */
export async function startSitoo(options: SitooOptions = {}): Promise<SimulatedSitoo> {
  const { shop, unknowns, timeZone, currency } = options
  const account = openAccount({
    now: options.now ?? (() => shop?.now() ?? Date.now()),
    ...(unknowns !== undefined && { unknowns }),
    timeZone: timeZone ?? (shop === undefined ? 'Europe/Stockholm' : 'Europe/Copenhagen'),
    currency: currency ?? (shop === undefined ? 'SEK' : 'DKK'),
  })
  const events = eventQueue(account)
  const known = { orders: new Map<string, number>(), refunds: new Map<string, number>() }
  furnish(account)
  const catchUp = () => {
    if (shop !== undefined) putShopOrders(account, shop, known)
  }
  if (shop !== undefined) {
    putCatalogue(account, shop)
    putCustomers(account, shop)
    putPrices(account)
  }
  catchUp()

  const asked: AskedRequest[] = []
  const coming: Mishap[] = []
  const changes = new Set<() => void>()
  let constant: Mishap | undefined
  let isParallel = false
  let underWay = 0
  let most = 0

  const answerTo = (request: IncomingMessage, url: URL, text: string): ApiAnswer => {
    const expected = `Basic ${Buffer.from(`${apiId}:${password}`).toString('base64')}`
    if (request.headers.authorization !== expected) return failure(401, 'Authorization failed')
    if (underWay > 1 && !isParallel) return failure(429, 'Too many connections')
    const body = parsed(text)
    const { method = 'GET' } = request
    return apiAnswer(account, { method, path: url.pathname, query: url.searchParams, body })
  }
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    underWay += 1
    most = Math.max(most, underWay)
    try {
      const url = new URL(request.url ?? '/', 'http://sitoo')
      const text = await textOf(request)
      const mishap = constant ?? coming.shift()
      if (mishap?.kind === 'reset' && mishap.when === 'before') return void response.destroy()
      const own = inPlace(mishap)
      const { status, body } = own ?? answerTo(request, url, text)
      const query = Object.fromEntries(url.searchParams)
      asked.push({ method: request.method ?? '', path: url.pathname, query, status })
      if (mishap?.kind === 'silence') return undefined
      if (mishap?.kind === 'reset') return void response.destroy()
      if (options.latencyMs !== undefined) await sleep(options.latencyMs)
      response.writeHead(status, headersOf(status, mishap, account.unknowns, account.second()))
      const whole = typeof body === 'string' && own !== undefined ? body : JSON.stringify(body)
      response.end(mishap?.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole)
      for (const change of changes) change()
      return undefined
    } finally {
      underWay -= 1
    }
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountId: account.accountId,
    eshopId: account.eshopId,
    apiId,
    password,
    admin: adminOf(account, events),
    events,
    asked,
    mostAtOnce: () => most,
    next(...mishaps) {
      coming.push(...mishaps)
    },
    always(mishap) {
      constant = mishap
    },
    allowParallel(allowed) {
      isParallel = allowed
    },
    between(change) {
      changes.add(change)
      return () => changes.delete(change)
    },
    catchUp,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** What stands in the place of an answer, without the work being done. */
function inPlace(mishap: Mishap | undefined): ApiAnswer | undefined {
  if (mishap?.kind === 'page') return { status: 200, body: '<!doctype html><title>Sign in</title>' }
  if (mishap?.kind !== 'status') return undefined
  return failure(mishap.status, mishap.status === 429 ? 'Too many connections' : 'Internal error')
}

function headersOf(
  status: number,
  mishap: Mishap | undefined,
  { rateLimitReset }: Unknowns,
  second: number,
): Readonly<Record<string, string>> {
  const wait = mishap?.kind === 'status' ? mishap.retryAfter : undefined
  return {
    'content-type': mishap?.kind === 'page' ? 'text/html' : 'application/json',
    ...(status === 429 &&
      rateLimitReset === 'none' &&
      wait !== undefined && {
        'retry-after': String(wait),
      }),
    ...(status === 429 &&
      rateLimitReset !== 'none' && {
        'x-rate-limit-reset': String((rateLimitReset === 'epoch' ? second : 0) + (wait ?? 1)),
      }),
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
