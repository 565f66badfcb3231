import { randomBytes } from 'node:crypto'
import { all, run, type Dialect, type Work } from './database.ts'
import { openedText, sealedWhereKey } from './sealed-columns.ts'

export interface PageKey {
  readonly id: string
  readonly secret: string
  readonly madeAt: number
}

/** The keys whose links are good, the newest first. */
export function* pageKeys(dialect: Dialect, org: string): Work<readonly PageKey[]> {
  const rows = yield* all(
    dialect.build
      .selectFrom('page_key')
      .select(['id', 'secret', 'made_at'])
      .where('org', '=', org)
      .where('revoked_at', 'is', null)
      .orderBy('made_at', 'desc')
      .orderBy('id', 'desc'),
  )
  return rows.map(({ id, secret, made_at: madeAt }) => ({
    id,
    secret: openedText(dialect, placeOf(org, id), secret),
    madeAt,
  }))
}

/** The key that links are made with; the first one is made when it is needed. */
export function* presentPageKey(dialect: Dialect, org: string, now: number): Work<PageKey> {
  yield* dialect.alone(['page keys', org])
  const [newest] = yield* pageKeys(dialect, org)
  return newest ?? (yield* addPageKey(dialect, org, now))
}

/** Makes another key, which signs from now on. Links of those before stay good. */
export function* addPageKey(dialect: Dialect, org: string, now: number): Work<PageKey> {
  const key = {
    id: randomBytes(6).toString('base64url'),
    secret: randomBytes(32).toString('base64url'),
    madeAt: now,
  }
  const secret = sealedWhereKey(dialect, placeOf(org, key.id), key.secret)
  const row = { org, id: key.id, secret, made_at: now, revoked_at: null }
  yield* run(dialect.build.insertInto('page_key').values(row))
  return key
}

function placeOf(organisation: string, name: string) {
  return { organisation, kind: 'page key', name } as const
}

/** Makes everything bad that other keys signed. */
export function* revokeOtherPageKeys(
  { build }: Dialect,
  org: string,
  kept: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .updateTable('page_key')
      .set({ revoked_at: now })
      .where('org', '=', org)
      .where('id', '!=', kept)
      .where('revoked_at', 'is', null),
  )
}
