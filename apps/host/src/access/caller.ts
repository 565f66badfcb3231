import { isPermission, matchingHash, type Permission } from '../rights/index.ts'
import type { GoodToken, StoredToken } from '../store/index.ts'

/** A token that was presented, and what it may do. */
export interface Caller {
  readonly id: string
  readonly name: string
  readonly kind: StoredToken['kind']
  readonly permissions: readonly Permission[]
  /** Empty: all. */
  readonly nodes: readonly string[]
  readonly origins: readonly string[]
  readonly lastUsedAt: number | undefined
}

/** Whose secret a text is; undefined: nobody's whose token is good. */
export function callerWith(secret: string, tokens: readonly GoodToken[]): Caller | undefined {
  const hash = matchingHash(
    secret,
    tokens.flatMap(({ hashes }) => hashes),
  )
  const found = hash === undefined ? undefined : tokens.find(({ hashes }) => hashes.includes(hash))
  if (found === undefined) return undefined
  const { id, name, kind, permissions, nodes, origins, lastUsedAt } = found.token
  // What a newer Cartograph allowed means nothing here.
  return {
    id,
    name,
    kind,
    permissions: permissions.filter(isPermission),
    nodes,
    origins,
    lastUsedAt,
  }
}
