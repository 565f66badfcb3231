import { assumed } from '../assumptions.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Store } from '../store/store.ts'
import { noRoute, ok, refusal, type Answer } from './answer.ts'
import type { ApiKeys } from './api-keys.ts'
import { identify, type Identity } from './authentication.ts'
import { withFields } from './list-answer.ts'
import { parameterProblem, shownParameters } from './parameters.ts'
import { parseQuery } from './query-string.ts'
import { allowedMethods, handlerFor, routeFinder, type Route } from './route.ts'
import type { Incoming } from './server.ts'

/** An answer with the headers WordPress puts around it. */
export interface Reply {
  readonly status: number
  readonly body: Json
  readonly headers: Readonly<Record<string, string>>
}

/** WordPress with its REST API: finds who asks and what, and answers. */
export function application(
  store: Store,
  keys: ApiKeys,
  options: {
    readonly routes: readonly Route[]
    /** The clock that signatures are compared with. */
    readonly signatureClock: () => number
    readonly plainPermalinks: () => boolean
  },
): (incoming: Incoming) => Reply | 'no such page' {
  const find = routeFinder(options.routes)

  return (incoming) => {
    const [called = '', search = ''] = incoming.target.split('?', 2)
    const home = homeFor(store.homeUrl(), incoming.secure)
    const base = new URL(home).pathname.replace(/\/$/u, '')
    if (!called.startsWith(`${base}/`)) return 'no such page'
    const path = called.slice(base.length)
    const query = parseQuery(search)
    const plain = query.get('rest_route')
    const pretty = options.plainPermalinks() ? undefined : /^\/wp-json(?:\/(.*))?$/u.exec(path)
    if (plain === undefined && (pretty === undefined || pretty === null)) return 'no such page'

    const root = `${home}/wp-json`
    const asked = (plain ?? pretty?.[1] ?? '').replaceAll(/^\/|\/$/gu, '')
    // WooCommerce looks for its name in the address that was called; in a plain link it stands in the query.
    const signed = plain === undefined && /^wc(?:-analytics)?\//u.test(asked)
    const identity: Identity = signed
      ? identify(
          keys,
          {
            method: incoming.method,
            path,
            query,
            authorization: incoming.headers.authorization,
            secure: incoming.secure,
          },
          { homeUrl: home, now: options.signatureClock() },
        )
      : { kind: 'nobody' }
    const reply = (answer: Answer, allow: readonly string[] | undefined): Reply => ({
      status: answer.status,
      body: answer.status < 300 ? withFields(answer.body, query.list('_fields')) : answer.body,
      headers: {
        link: `<${root}/>; rel="https://api.w.org/"`,
        ...(allow !== undefined && { allow: allow.join(', ') }),
        ...(identity.kind === 'key' ? uncached : { vary: 'Origin' }),
        ...answer.headers,
      },
    })
    if (identity.kind === 'refused') return reply(identity.answer, undefined)

    const found = find(asked)
    if (found === undefined) return reply(noRoute, undefined)
    const { route, ids } = found
    const allow = allowedMethods(route)
    const body = jsonBody(incoming)
    if (body === undefined) return reply(assumed.invalidJson, undefined)
    if (incoming.method === 'OPTIONS') return reply(optionsOf(route), allow)
    const handler = handlerFor(route, incoming.method)
    if (handler === undefined) return reply(noRoute, undefined)

    if (identity.kind === 'nobody') {
      if (route.open !== true) return reply(cannot(401, incoming.method), undefined)
      const key = {
        consumerKey: '',
        consumerSecret: '',
        permissions: 'none',
        capable: false,
      } as const
      return reply(handler({ ...incoming, path: asked, query, body, key, ids, root }), allow)
    }
    const { key } = identity
    const denied = permissionProblem(key.permissions, incoming.method)
    if (denied !== undefined) return reply(denied, undefined)
    const isRead = incoming.method === 'GET' || incoming.method === 'HEAD'
    const problem =
      isRead && route.parameters !== undefined
        ? parameterProblem(route.parameters, query)
        : undefined
    if (problem !== undefined) return reply(problem, allow)
    if (!key.capable && route.open !== true) return reply(cannot(403, incoming.method), undefined)
    const answer = handler({ method: incoming.method, path: asked, query, body, key, ids, root })
    return reply(answer, answer.early === true ? undefined : allow)
  }
}

/** WordPress puts the scheme of the request before its own host, whatever its home says. */
function homeFor(homeUrl: string, secure: boolean): string {
  return homeUrl.replace(/^https?/u, secure ? 'https' : 'http')
}

const uncached = {
  'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
  expires: 'Wed, 11 Jan 1984 05:00:00 GMT',
}

function permissionProblem(
  permissions: 'read' | 'write' | 'read_write' | 'none',
  method: string,
): Answer | undefined {
  const isRead = method === 'GET' || method === 'HEAD'
  const allowed = isRead
    ? permissions === 'read' || permissions === 'read_write'
    : permissions === 'write' || permissions === 'read_write'
  if (allowed) return undefined
  return refusal(
    401,
    'woocommerce_rest_authentication_error',
    `The API key provided does not have ${isRead ? 'read' : 'write'} permissions.`,
  )
}

/** Recorded for reading; for writing in the words of the plugin. */
function cannot(status: 401 | 403, method: string): Answer {
  if (method === 'GET' || method === 'HEAD') {
    return refusal(status, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
  }
  return refusal(
    status,
    'woocommerce_rest_cannot_create',
    'Sorry, you are not allowed to create resources.',
  )
}

function optionsOf({ parameters = {} }: Route): Answer {
  return ok({ endpoints: [{ methods: ['GET'], args: shownParameters(parameters) }] })
}

function jsonBody({ body, headers }: Incoming): JsonObject | undefined {
  if (body === '') return {}
  if (headers['content-type']?.includes('x-www-form-urlencoded') === true) {
    return Object.fromEntries(parseQuery(body).pairs)
  }
  try {
    const parsed: unknown = JSON.parse(body)
    return isJsonObject(parsed) ? parsed : {}
  } catch {
    return undefined
  }
}
