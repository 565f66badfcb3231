import type { Account } from '../store/account.ts'
import { failure, isRefused, type Answer } from './answer.ts'
import { formOf } from './form.ts'
import type { Memory } from './idempotency.ts'
import { identified, lacking, strangeAccount, type ApiKey } from './keys.ts'
import type { Call, Route, RouteFinder } from './route.ts'
import { isVersion } from './version.ts'

/** A request as it comes from the wire. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  /** What stands behind the question mark. */
  readonly search: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface Application {
  readonly find: RouteFinder
  readonly keyOf: (text: string) => ApiKey | undefined
  /** An account and those that are connected to it. */
  readonly accountOf: (id: string) => Account | undefined
  readonly memory: Memory
}

/** Who is let in, and what for. */
export interface Admitted {
  readonly account: Account
  readonly key: ApiKey
  readonly version: string
  readonly route: Route
  readonly ids: readonly string[]
  /** Method and pattern of the endpoint, for limits that count each of them. */
  readonly endpoint: string
}

/** Lets a request in, or says why not. */
export function admitted(
  { find, keyOf, accountOf }: Application,
  request: HttpRequest,
): Admitted | { readonly refused: Answer } {
  const { method, headers } = request
  const identity = identified(headers['authorization'], keyOf)
  if (identity.kind === 'refused') return { refused: identity.answer }
  const found = find(method, request.path)
  if (found === undefined) return { refused: unknownAddress(request) }
  const { key } = identity
  const wanted = headers['stripe-account'] ?? key.account
  const account = accountOf(wanted)
  if (account === undefined) return { refused: strangeAccount(key, wanted) }
  const version = headers['stripe-version'] ?? account.apiVersion()
  if (!isVersion(version)) return { refused: strangeVersion(version) }
  const { route, ids } = found
  const permission = `rak_${route.permission}_${method === 'GET' ? 'read' : 'write'}`
  const refused = lacking(key, permission)
  if (refused !== undefined) return { refused }
  return { account, key, version, route, ids, endpoint: `${method} ${route.path}` }
}

/** Does what is asked for, once; a request with the idempotency key of another is answered as that was. */
export function performed(
  { memory }: Application,
  { account, version, route, ids }: Admitted,
  request: HttpRequest,
): Answer {
  const { method, path, search, body, headers } = request
  const isPost = method === 'POST'
  const query = formOf(isPost && body !== '' ? body : search)
  const call: Call = { method, path, query, account, version, ids }
  const make = (): Answer => {
    try {
      return route.answer(call)
    } catch (thrown) {
      if (isRefused(thrown)) return thrown.refused
      throw thrown
    }
  }
  const key = headers['idempotency-key']
  if (!isPost || key === undefined) return make()
  return memory.answer({ key, account: account.id, content: `${path}?${body}` }, make)
}

function unknownAddress({ method, path }: HttpRequest): Answer {
  return failure(404, {
    message:
      `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at ` +
      'https://support.stripe.com/.',
  })
}

function strangeVersion(version: string): Answer {
  return failure(400, { message: `Invalid Stripe API version: ${version}` })
}
