import type { StoredToken } from '../store/index.ts'

/** A token as those who say who may do what see it. Nothing in it helps to find its secret. */
export interface ShownToken {
  readonly id: string
  readonly name: string
  readonly kind: StoredToken['kind']
  /** `waiting`: it is declared and has no secret yet. */
  readonly state: 'good' | 'waiting' | 'revoked' | 'expired'
  readonly permissions: readonly string[]
  /** Empty: all. */
  readonly nodes: readonly string[]
  readonly origins: readonly string[]
  /** Where its rights stand: `issued` in the store, else in the configuration; `file`: its secret comes from there too. */
  readonly source: StoredToken['source']
  readonly createdAt: string
  /** To the minute. */
  readonly lastUsedAt: string | null
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

export function shownToken(token: StoredToken, now: number): ShownToken {
  const { id, name, kind, permissions, nodes, origins, source } = token
  return {
    id,
    name,
    kind,
    state: stateOf(token, now),
    permissions,
    nodes,
    origins,
    source,
    createdAt: new Date(token.createdAt).toISOString(),
    lastUsedAt: instant(token.lastUsedAt),
    expiresAt: instant(token.expiresAt),
    revokedAt: instant(token.revokedAt),
  }
}

export function stateOf(
  { hash, expiresAt, revokedAt }: StoredToken,
  now: number,
): ShownToken['state'] {
  if (revokedAt !== undefined) return 'revoked'
  if (expiresAt !== undefined && expiresAt <= now) return 'expired'
  return hash === '' ? 'waiting' : 'good'
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString()
}
