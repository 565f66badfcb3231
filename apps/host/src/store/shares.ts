import { all, first, run, type Dialect, type Work } from './database.ts'
import type { ShareTable } from './share-tables.ts'

/** A link as it is kept. */
export type StoredShare = Omit<ShareTable, 'org'>

const columns = [
  'id',
  'hash',
  'section',
  'target',
  'settings',
  'choices',
  'origins',
  'password',
  'expires_at',
  'made_at',
  'made_by',
  'opened_at',
  'opens',
] as const

/** All links, the newest first. */
export function* listShares({ build }: Dialect, org: string): Work<readonly StoredShare[]> {
  return yield* all(
    build
      .selectFrom('share')
      .select(columns)
      .where('org', '=', org)
      .orderBy('made_at', 'desc')
      .orderBy('id'),
  )
}

/** The link with a token of this hash, unless its time is over. */
export function* goodShare(
  { build }: Dialect,
  org: string,
  hash: string,
  now: number,
): Work<StoredShare | undefined> {
  return yield* first(
    build
      .selectFrom('share')
      .select(columns)
      .where('org', '=', org)
      .where('hash', '=', hash)
      .where((table) => table.or([table('expires_at', 'is', null), table('expires_at', '>', now)])),
  )
}

export function* addShare({ build }: Dialect, org: string, share: StoredShare): Work<void> {
  yield* run(build.insertInto('share').values({ org, ...share }))
}

/** Gives a link another token; false where there is no such link. */
export function* rehashShare(
  { build }: Dialect,
  org: string,
  id: string,
  hash: string,
): Work<boolean> {
  const changed = yield* first(
    build
      .updateTable('share')
      .set({ hash })
      .where('org', '=', org)
      .where('id', '=', id)
      .returning('id'),
  )
  return changed !== undefined
}

/** Ends a link; false where there is no such link. */
export function* removeShare({ build }: Dialect, org: string, id: string): Work<boolean> {
  const removed = yield* first(
    build.deleteFrom('share').where('org', '=', org).where('id', '=', id).returning('id'),
  )
  return removed !== undefined
}

export function* countOpening(
  { build }: Dialect,
  org: string,
  id: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .updateTable('share')
      .set((table) => ({ opens: table('opens', '+', 1), opened_at: now }))
      .where('org', '=', org)
      .where('id', '=', id),
  )
}
