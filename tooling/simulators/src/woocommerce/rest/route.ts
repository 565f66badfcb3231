import type { JsonObject } from '../json.ts'
import type { Answer } from './answer.ts'
import type { ApiKey } from './api-keys.ts'
import type { Parameters } from './parameters.ts'
import type { Query } from './query-string.ts'

export interface RestRequest {
  readonly method: string
  readonly path: string
  readonly query: Query
  readonly body: JsonObject
  readonly key: ApiKey
  /** Numbers and words that stand in the path, in order. */
  readonly ids: readonly string[]
  /** The address of the API, without a slash at its end. */
  readonly root: string
}

export type Handler = (request: RestRequest) => Answer

/** A path of the API with what it can do. `#` in the path stands for a number, `*` for a word. */
export interface Route {
  /** Such as `wc/v3/orders/*`. */
  readonly path: string
  readonly parameters?: Parameters
  readonly GET?: Handler
  readonly POST?: Handler
  readonly PUT?: Handler
  readonly DELETE?: Handler
  /** Anybody may ask. */
  readonly open?: boolean
}

/** As the `Allow` header lists them. Whatever can be PUT can be PATCHed, and POSTed too. */
export function allowedMethods(route: Route): readonly string[] {
  return [
    ...(route.GET === undefined ? [] : ['GET']),
    ...(route.POST === undefined && route.PUT === undefined ? [] : ['POST']),
    ...(route.PUT === undefined ? [] : ['PUT', 'PATCH']),
    ...(route.DELETE === undefined ? [] : ['DELETE']),
  ]
}

export function handlerFor(route: Route, method: string): Handler | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return route.GET
    case 'POST':
      return route.POST ?? route.PUT
    case 'PUT':
    case 'PATCH':
      return route.PUT
    case 'DELETE':
      return route.DELETE
    default:
      return undefined
  }
}

/** Finds a route by its path. */
export function routeFinder(
  routes: readonly Route[],
): (path: string) => { readonly route: Route; readonly ids: readonly string[] } | undefined {
  const byLength = new Map<number, { readonly parts: readonly string[]; readonly route: Route }[]>()
  for (const route of routes) {
    const parts = route.path.split('/')
    byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { parts, route }])
  }
  return (path) => {
    const given = path.split('/')
    for (const { parts, route } of byLength.get(given.length) ?? []) {
      const ids = matched(parts, given)
      if (ids !== undefined) return { route, ids }
    }
    return undefined
  }
}

function matched(
  parts: readonly string[],
  given: readonly string[],
): readonly string[] | undefined {
  const ids: string[] = []
  for (const [index, part] of parts.entries()) {
    const word = given[index] ?? ''
    if (part === '*' && /^[\w-]+$/u.test(word)) ids.push(word)
    else if (part === '#' && /^\d+$/u.test(word)) ids.push(word)
    else if (part !== word) return undefined
  }
  return ids
}
