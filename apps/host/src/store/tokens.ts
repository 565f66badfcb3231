import { all, run, type Dialect, type Work } from './database.ts'
import type { ApiTokenTable } from './access-tables.ts'

/** What a token is and may do. */
export interface TokenRights {
  readonly name: string
  readonly kind: 'server' | 'browser'
  readonly permissions: readonly string[]
  /** Empty: all. */
  readonly nodes: readonly string[]
  /** Of a browser's token: where its pages are. */
  readonly origins: readonly string[]
  readonly expiresAt: number | undefined
}

/** A token of the API as it is kept; its secret is nowhere. */
export interface StoredToken extends TokenRights {
  readonly id: string
  /** Where its rights stand: here, or in the configuration; `file`: its secret comes from there too. */
  readonly source: ApiTokenTable['source']
  readonly createdAt: number
  readonly lastUsedAt: number | undefined
  readonly revokedAt: number | undefined
  /** Of its secret; empty: it has none yet. */
  readonly hash: string
}

export type NewToken = Omit<StoredToken, 'lastUsedAt' | 'revokedAt'>

export function* addToken({ build }: Dialect, org: string, token: NewToken): Work<void> {
  const { id, hash, source, createdAt } = token
  const row = { org, id, hash, source, created_at: createdAt, ...rightsRow(token) }
  yield* run(build.insertInto('api_token').values(row))
}

/** All tokens, those that were revoked among them, in the order in which they were made. */
export function* listTokens({ build }: Dialect, org: string): Work<readonly StoredToken[]> {
  const rows = yield* all(
    build
      .selectFrom('api_token')
      .selectAll()
      .where('org', '=', org)
      .orderBy('created_at')
      .orderBy('name')
      .orderBy('id'),
  )
  return rows.map(tokenOf)
}

/** A token that is good now, with the hashes of all its secrets that are. */
export interface GoodToken {
  readonly token: StoredToken
  readonly hashes: readonly string[]
}

/** All that are neither revoked nor over; those without a secret are good for nobody. */
export function* goodTokens(
  dialect: Dialect,
  org: string,
  now: number,
): Work<readonly GoodToken[]> {
  const { build } = dialect
  const rows = yield* all(
    build
      .selectFrom('api_token')
      .selectAll()
      .where('org', '=', org)
      .where('revoked_at', 'is', null)
      .where((table) => table.or([table('expires_at', 'is', null), table('expires_at', '>', now)])),
  )
  const former = yield* all(
    build
      .selectFrom('former_secret')
      .select(['token', 'hash'])
      .where('org', '=', org)
      .where('until', '>', now),
  )
  return rows.map((row) => {
    const older = former.filter(({ token }) => token === row.id).map(({ hash }) => hash)
    return { token: tokenOf(row), hashes: [row.hash, ...older].filter((hash) => hash !== '') }
  })
}

/** Gives a token another secret; the one that it had stays good until an instant. */
export function* replaceSecret(
  { build }: Dialect,
  org: string,
  token: StoredToken,
  {
    hash,
    now,
    formerUntil,
  }: { readonly hash: string; readonly now: number; readonly formerUntil: number },
): Work<void> {
  const { id } = token
  yield* run(
    build
      .deleteFrom('former_secret')
      .where('org', '=', org)
      .where('token', '=', id)
      .where('until', '<=', now),
  )
  if (token.hash !== '' && formerUntil > now)
    yield* run(
      build
        .insertInto('former_secret')
        .values({ org, token: id, hash: token.hash, until: formerUntil })
        .onConflict((conflict) =>
          conflict.columns(['org', 'token', 'hash']).doUpdateSet({ until: formerUntil }),
        ),
    )
  yield* run(
    build.updateTable('api_token').set({ hash }).where('org', '=', org).where('id', '=', id),
  )
}

/** Makes a token good for nothing. What it was stays to be seen. */
export function* revokeToken({ build }: Dialect, org: string, id: string, now: number): Work<void> {
  yield* run(build.deleteFrom('former_secret').where('org', '=', org).where('token', '=', id))
  yield* run(
    build
      .updateTable('api_token')
      .set({ revoked_at: now })
      .where('org', '=', org)
      .where('id', '=', id),
  )
}

/** Writes a token anew, as one that is not revoked. Secrets that were replaced are forgotten where it gets another one. */
export function* rewriteToken(
  { build }: Dialect,
  org: string,
  before: StoredToken,
  token: TokenRights & Pick<StoredToken, 'hash' | 'source'>,
): Work<void> {
  const { id } = before
  const { hash, source } = token
  if (hash !== before.hash)
    yield* run(build.deleteFrom('former_secret').where('org', '=', org).where('token', '=', id))
  yield* run(
    build
      .updateTable('api_token')
      .set({ ...rightsRow(token), hash, source, revoked_at: null })
      .where('org', '=', org)
      .where('id', '=', id),
  )
}

/** Notes that a token was used, unless that was noted since an instant. */
export function* noteTokenUse(
  { build }: Dialect,
  org: string,
  id: string,
  { now, since }: { readonly now: number; readonly since: number },
): Work<void> {
  yield* run(
    build
      .updateTable('api_token')
      .set({ last_used_at: now })
      .where('org', '=', org)
      .where('id', '=', id)
      .where((table) =>
        table.or([table('last_used_at', 'is', null), table('last_used_at', '<=', since)]),
      ),
  )
}

function rightsRow({ name, kind, permissions, nodes, origins, expiresAt }: TokenRights) {
  return {
    name,
    kind,
    permissions: JSON.stringify(permissions),
    nodes: JSON.stringify(nodes),
    origins: JSON.stringify(origins),
    expires_at: expiresAt ?? null,
  }
}

function tokenOf(row: ApiTokenTable): StoredToken {
  const { id, hash, name, kind, source } = row
  return {
    id,
    hash,
    name,
    kind,
    source,
    permissions: JSON.parse(row.permissions) as readonly string[],
    nodes: JSON.parse(row.nodes) as readonly string[],
    origins: JSON.parse(row.origins) as readonly string[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  }
}
