import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { openAccount, type Account } from './account.ts'
import { adminOf, type RuleAdmin } from './admin.ts'
import { isObject, type Answer, type Asked } from './answer.ts'
import { defaultUnknowns, type RuleOptions } from './options.ts'
import { rateOf } from './rate.ts'
import { answerV2 } from './v2.ts'
import { answerV3 } from './v3.ts'
import { webhooksOf, type RuleWebhooks } from './webhooks.ts'

/** What a request meets in place of an answer, or with it. */
export type RuleMishap =
  /** An answer without the work being done. */
  | { readonly kind: 'status'; readonly status: number }
  /** v2 says 200, and an error in the body. */
  | { readonly kind: 'errorInGood' }
  /** The connection breaks: before the work is done, or after it, so that nobody hears of it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }

export interface SimulatedRule {
  /** Without a version and without a slash at its end. */
  readonly apiBase: string
  readonly apiKey: string
  readonly account: Account
  readonly admin: RuleAdmin
  readonly webhooks: RuleWebhooks
  /** Method and path of what was asked for, in order, such as `POST /v2/subscribers`. */
  readonly asked: readonly string[]
  readonly statuses: readonly number[]
  /** The next requests that write meet these, one each, in this order. */
  next(...mishaps: readonly RuleMishap[]): void
  close(): Promise<void>
}

const apiKey = 'rule-0123456789abcdef'

/** Starts an account of Rule on a free port of this machine: API v2 and v3, and webhooks. */
export async function startRule(options: RuleOptions = {}): Promise<SimulatedRule> {
  const now = options.now ?? Date.now
  const account = openAccount(now, () => options.landsAfterMs ?? 0)
  const unknowns = { ...defaultUnknowns, ...options.unknowns }
  const rate = rateOf(options, now)
  const webhooks = webhooksOf()
  const coming: RuleMishap[] = []
  const asked: string[] = []
  const statuses: number[] = []
  let address = ''

  const answerOf = (version: 'v2' | 'v3', request: Asked, given: string | undefined): Answer => {
    const { query, body } = request
    const inPlace = version === 'v2' ? [query.get('apikey'), body['apikey']] : []
    const isKnown = given === `Bearer ${apiKey}` || inPlace.includes(apiKey)
    if (!isKnown)
      return {
        status: 401,
        body: version === 'v2' ? { error: 'NotAuthorized' } : { message: 'Unauthenticated.' },
      }
    const refusal = rate.refusal(version)
    if (refusal !== undefined) return refusal
    if (version === 'v3') return answerV3(account, unknowns, request)
    return answerV2(account, unknowns, request, (next) => {
      next.set('apikey', apiKey)
      return `${address}/api/v2${request.path}?${next.toString()}`
    })
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request
    const url = new URL(request.url ?? '/', 'http://rule')
    const [, version, path = ''] = /^\/api\/(v[23])(\/.*)$/.exec(url.pathname) ?? []
    const body = parsed(await textOf(request))
    asked.push(`${method} ${url.pathname.replace(/^\/api/, '')}`)
    const mishap = method === 'GET' ? undefined : coming.shift()
    if (mishap?.kind === 'reset' && mishap.when === 'before') return response.destroy()
    account.catchUp()
    const answer: Answer =
      mishap?.kind === 'status'
        ? { status: mishap.status, body: { error: 'UnexpectedError', message: 'Something broke.' } }
        : mishap?.kind === 'errorInGood'
          ? { status: 200, body: { error: 'UnexpectedError', message: 'Something broke.' } }
          : version === 'v2' || version === 'v3'
            ? answerOf(
                version,
                { method, path, query: url.searchParams, body },
                headers.authorization,
              )
            : { status: 404 }
    statuses.push(answer.status)
    const counted = rate.answered(answer.status)
    if (mishap?.kind === 'reset') return response.destroy()
    const isText = typeof answer.body === 'string'
    response.writeHead(answer.status, {
      ...(answer.body !== undefined && {
        'content-type': isText ? 'text/plain' : 'application/json;charset=utf-8',
      }),
      ...(version === 'v3' && counted),
      date: new Date(now()).toUTCString(),
      ...answer.headers,
    })
    return response.end(
      answer.body === undefined || isText ? answer.body : JSON.stringify(answer.body),
    )
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    apiBase: `${address}/api`,
    apiKey,
    account,
    admin: adminOf(account, webhooks),
    webhooks,
    asked,
    statuses,
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

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
