import { randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import type { DeclaredToken } from '../config/index.ts'
import { tokenHash } from '../rights/index.ts'
import {
  addToken,
  listTokens,
  revokeToken,
  rewriteToken,
  type Dialect,
  type Store,
  type StoredToken,
  type Work,
} from '../store/index.ts'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import { aloneWithTokens } from './alone-with-tokens.ts'

/** What came of the tokens of the configuration, by their names. */
export interface Declared {
  /** New, or with other rights or another secret. */
  readonly changed: readonly string[]
  /** Taken out of the file. */
  readonly revoked: readonly string[]
  /** Revoked by hand, and still in the file with the same secret: they stay revoked. */
  readonly stayRevoked: readonly string[]
}

/**
 * Brings the tokens that the configuration declares into the store, and revokes those that it declared before and no longer does.
 *
 * @throws a `config` fault where a token of the same name was issued.
 */
export function declareTokens(
  store: Store,
  declared: ReadonlyMap<string, DeclaredToken>,
  now: number,
): Promise<Declared> {
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    const all = yield* listTokens(dialect, org)
    const changed: string[] = []
    const revoked: string[] = []
    const stayRevoked: string[] = []
    for (const token of declared.values()) {
      const came = yield* declare(dialect, org, token, all, now)
      if (came === 'changed') changed.push(token.name)
      if (came === 'revoked') stayRevoked.push(token.name)
    }
    for (const token of all) {
      const { id, name, source, revokedAt } = token
      const isGone = source !== 'issued' && !declared.has(name)
      if (!isGone || (revokedAt !== undefined && token.hash === '')) continue
      // Without its hash it is one that may come back with the secret that it had.
      yield* rewriteToken(dialect, org, token, { ...token, hash: '' })
      yield* revokeToken(dialect, org, id, revokedAt ?? now)
      if (revokedAt !== undefined) continue
      yield* audit(dialect, org, { at: now, actor, action: 'token.revoke', target: id })
      revoked.push(name)
    }
    return { changed, revoked, stayRevoked }
  })
}

const actor: Actor = { kind: 'configuration' }

function* declare(
  dialect: Dialect,
  org: string,
  token: DeclaredToken,
  all: readonly StoredToken[],
  now: number,
): Work<'same' | 'changed' | 'revoked'> {
  const { name, secret } = token
  refuseIssued(name, all)
  const known = all.find((each) => each.name === name && each.source !== 'issued')
  const source = secret === undefined ? 'declared' : 'file'
  const hash = secret === undefined ? keptHash(known) : tokenHash(secret)
  const rights = { ...rightsOf(token), hash, source } as const
  if (known?.revokedAt !== undefined && known.hash !== '' && known.hash === hash) return 'revoked'
  if (known !== undefined && known.revokedAt === undefined && isSame(known, rights)) return 'same'
  const id = known?.id ?? randomUUID()
  if (known === undefined) yield* addToken(dialect, org, { id, createdAt: now, ...rights })
  else yield* rewriteToken(dialect, org, known, rights)
  yield* audit(dialect, org, { at: now, actor, action: 'token.declare', target: id })
  return 'changed'
}

/** Of a token whose secret is issued by command: one that came from the file is not good any more. */
function keptHash(known: StoredToken | undefined): string {
  return known === undefined || known.source === 'file' ? '' : known.hash
}

function rightsOf({ name, kind, permissions, nodes, origins, expiresAt }: DeclaredToken) {
  return { name, kind, permissions, nodes, origins, expiresAt }
}

function isSame(
  known: StoredToken,
  wanted: Omit<StoredToken, 'id' | 'createdAt' | 'lastUsedAt' | 'revokedAt'>,
): boolean {
  const { name, kind, permissions, nodes, origins, expiresAt, hash, source } = known
  const present = { name, kind, permissions, nodes, origins, expiresAt, hash, source }
  return JSON.stringify(present) === JSON.stringify(wanted)
}

function refuseIssued(name: string, all: readonly StoredToken[]): void {
  const isTaken = all.some(
    (each) => each.name === name && each.source === 'issued' && each.revokedAt === undefined,
  )
  if (isTaken)
    throw fault({
      kind: 'config',
      path: ['tokens', name],
      message: `There is a token ${name} already, which was issued by command or by the API.`,
      hint: `Give the one in the file another name, or revoke the other first: \`cartograph tokens revoke ${name}\`.`,
    })
}
