import type { Account } from '../store/account.ts'
import { failure, isRefused, type Answer } from './answer.ts'
import { formOf } from './form.ts'
import { identified, lacking, strangeAccount, type ApiKey } from './keys.ts'
import type { Call, RouteFinder } from './route.ts'
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
}

/** What is to be answered, and the version it is answered at. */
export interface Answered {
  readonly answer: Answer
  readonly version?: string
  readonly account?: Account
  readonly key?: ApiKey
  /** Method and pattern of the endpoint, for limits that count each of them. */
  readonly endpoint?: string
}

/** Answers a request as the API would, without its weather. */
export function answered(application: Application, request: HttpRequest): Answered {
  const found = application.find(request.method, request.path)
  if (found === undefined) return { answer: unknownAddress(request) }
  const endpoint = `${request.method} ${found.route.path}`
  const identity = identified(request.headers['authorization'], application.keyOf)
  if (identity.kind === 'refused') return { answer: identity.answer, endpoint }
  const { key } = identity
  const own = application.accountOf(key.account)
  const wanted = request.headers['stripe-account']
  const account = wanted === undefined ? own : application.accountOf(wanted)
  if (account === undefined) return { answer: strangeAccount(key, wanted ?? ''), endpoint, key }
  const version = request.headers['stripe-version'] ?? account.apiVersion
  const known = { account, key, endpoint, version }
  if (!isVersion(version)) return { ...known, answer: strangeVersion(version) }
  const permission = `rak_${found.route.permission}_${request.method === 'GET' ? 'read' : 'write'}`
  const denied = lacking(key, permission)
  if (denied !== undefined) return { ...known, answer: denied }
  const call: Call = {
    method: request.method,
    path: request.path,
    query: formOf(request.method === 'POST' ? request.body : request.search),
    account,
    version,
    ids: found.ids,
  }
  try {
    return { ...known, answer: found.route.answer(call) }
  } catch (thrown) {
    if (isRefused(thrown)) return { ...known, answer: thrown.refused }
    throw thrown
  }
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
