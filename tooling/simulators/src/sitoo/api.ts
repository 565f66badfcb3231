import type { Account } from './account.ts'
import { isJsonObject, textOf, type Json } from './json.ts'
import { listAnswer, shown } from './list-answer.ts'
import { resources, type ResourceName } from './resources.ts'
import { created, removed, updated, type Written } from './writing.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Parsed; `undefined` where there is none, or where it is no JSON. */
  readonly body: Json | undefined
}

export interface ApiAnswer {
  readonly status: number
  readonly body: Json
}

const ofAccount: ReadonlySet<string> = new Set(['sites', 'orders', 'reasoncodes'])
const nested: Readonly<Record<string, ResourceName>> = {
  'warehouses/warehouseitems': 'warehouseitems',
  'pricelists/pricelistitems': 'pricelistitems',
}

/** Answers one request; who asks was checked before. */
export function apiAnswer(account: Account, request: ApiRequest): ApiAnswer {
  const path = request.path.replace(/\.json$/u, '')
  const [, accountId = '', rest = ''] = /^\/v2\/accounts\/([^/]+)\/(.+)$/u.exec(path) ?? []
  if (accountId !== String(account.accountId)) return failure(404, 'Resource not found')
  const [, site, inSite] = /^sites\/([^/]+)(?:\/(.+))?$/u.exec(rest) ?? []
  if (site === undefined) return ofPath(account, request, rest.split('/'), ofAccount)
  // The GUID of a site is deprecated: it finds nothing, and is no error.
  if (!/^\d+$/u.test(decodeURIComponent(site))) return ok({ totalcount: 0, items: [] })
  if (Number(site) !== account.eshopId) return failure(404, 'Resource not found')
  if (inSite === undefined) return ok(account.table('sites').get(site) ?? null)
  if (inSite === 'settings') return ok(account.settings)
  return ofPath(account, request, inSite.split('/'))
}

function ofPath(
  account: Account,
  request: ApiRequest,
  path: readonly string[],
  allowed?: ReadonlySet<string>,
): ApiAnswer {
  const [first = '', second, third] = path.map((part) => decodeURIComponent(part))
  if (allowed !== undefined && !allowed.has(first)) return failure(404, 'Resource not found')
  const inner = third === undefined ? undefined : nested[`${first}/${third}`]
  if (inner !== undefined && second !== undefined)
    return ok(listAnswer(account, { name: inner, parent: second, query: request.query }))
  if (!isResource(first) || third !== undefined) return failure(404, 'Resource not found')
  if (!resources[first].methods.includes(request.method)) return failure(400, 'Invalid request')
  return second === undefined
    ? ofList(account, request, first)
    : ofOne(account, request, first, second)
}

function ofList(account: Account, request: ApiRequest, name: ResourceName): ApiAnswer {
  const { method, query, body } = request
  if (method === 'GET') return ok(listAnswer(account, { name, query }))
  if (body === undefined) return failure(400, 'Invalid request')
  const one = (input: Json): Written => {
    if (method === 'POST') return created(account, name, input)
    const id = isJsonObject(input) ? textOf(input, resources[name].key) : ''
    return method === 'PUT' ? updated(account, name, id, input) : removed(account, name, id)
  }
  if (!Array.isArray(body)) return single(one(body))
  const written = body.map(one)
  const [only] = written
  if (written.length === 1 && only !== undefined && account.unknowns.answerToOne === 'bare')
    return single(only)
  // Whatever became of each, the answer as a whole is a good one.
  return ok(written.map(envelopeOf))
}

function ofOne(
  account: Account,
  { method, query, body }: ApiRequest,
  name: ResourceName,
  id: string,
): ApiAnswer {
  if (method === 'GET') {
    const row = account.table(name).get(id)
    if (row === undefined) return failure(404, 'Resource not found')
    return ok(shown(row, name, query.get('fields') ?? undefined, true))
  }
  if (method === 'DELETE') return single(removed(account, name, id))
  return single(updated(account, name, id, body ?? null))
}

function single(written: Written): ApiAnswer {
  return 'value' in written ? ok(written.value) : failure(written.status, written.text)
}

function envelopeOf(written: Written): Json {
  return 'value' in written
    ? { statuscode: 200, return: written.value }
    : { statuscode: written.status, errortext: written.text }
}

function ok(body: Json): ApiAnswer {
  return { status: 200, body }
}

export function failure(statuscode: number, errortext: string): ApiAnswer {
  return { status: statuscode, body: { statuscode, errortext } }
}

function isResource(name: string): name is ResourceName {
  return Object.hasOwn(resources, name)
}
