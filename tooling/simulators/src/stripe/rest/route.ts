import type { Account } from '../store/account.ts'
import type { Answer } from './answer.ts'
import type { FormObject } from './form.ts'

/** A request once it is known who asks, for which account, at which version. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: FormObject
  readonly account: Account
  readonly version: string
  /** Words of the path that stand where its route has `*`. */
  readonly ids: readonly string[]
}

/** A path of the API. `*` stands for one word. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/v1/charges/*`. */
  readonly path: string
  /** Such as `charge`; a key needs `rak_charge_read` to read, `rak_charge_write` to write. */
  readonly permission: string
  answer(call: Call): Answer
}

export type RouteFinder = (
  method: string,
  path: string,
) => { readonly route: Route; readonly ids: readonly string[] } | undefined

/** Finds a route; where several fit, that which stands first. */
export function routeFinder(routes: readonly Route[]): RouteFinder {
  const byShape = new Map<string, { readonly parts: readonly string[]; readonly route: Route }[]>()
  for (const route of routes) {
    const parts = route.path.split('/')
    const shape = `${route.method} ${parts.length}`
    byShape.set(shape, [...(byShape.get(shape) ?? []), { parts, route }])
  }
  return (method, path) => {
    const given = path.split('/')
    for (const { parts, route } of byShape.get(`${method} ${given.length}`) ?? []) {
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
    if (part === '*' && word !== '') ids.push(decoded(word))
    else if (part !== word) return undefined
  }
  return ids
}

/** What is not encoded well is taken as it stands; no object is called so. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
