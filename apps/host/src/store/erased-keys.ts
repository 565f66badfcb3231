import { insertNew } from './bulk-forms.ts'
import { all, bulk, first, type Dialect, type Work } from './database.ts'
import { contentHash } from './hash.ts'
import type { Place } from './place.ts'

const addHash = insertNew('erased_key', ['org', 'connection', 'stream', 'hash'])

export function* rememberErased(
  org: string,
  { connection, stream }: Place,
  keys: readonly string[],
): Work<void> {
  yield* bulk(
    addHash,
    keys.map((key) => [org, connection, stream, contentHash(key)]),
  )
}

/** Those of some records that were not erased with a person. */
export function* withoutErased<Item extends { readonly key: string }>(
  { build, within }: Dialect,
  org: string,
  { connection, stream }: Place,
  items: readonly Item[],
): Work<readonly Item[]> {
  const erased = build
    .selectFrom('erased_key')
    .select('hash')
    .where('org', '=', org)
    .where('connection', '=', connection)
    .where('stream', '=', stream)
  // Of most streams nothing was ever erased, and no key need be hashed.
  if ((yield* first(erased.limit(1))) === undefined) return items
  const byHash = new Map(items.map((item) => [contentHash(item.key), item]))
  const found = yield* all(erased.where('hash', 'in', within([...byHash.keys()])))
  const gone = new Set(found.map(({ hash }) => byHash.get(hash)))
  return items.filter((item) => !gone.has(item))
}
