import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'

const keepSent = insertOrReplace('product_feed_sent', ['org', 'feed', 'item_key', 'hash', 'run'])
const dropSent = deleteMatching('product_feed_sent', ['org', 'feed', 'item_key'])

/** The hashes of what a sink was given of a feed, by key. */
export function* feedSent(
  { build, within }: Dialect,
  org: string,
  feed: string,
  keys: readonly string[],
): Work<ReadonlyMap<string, string>> {
  const rows = yield* all(
    build
      .selectFrom('product_feed_sent')
      .select(['item_key', 'hash'])
      .where('org', '=', org)
      .where('feed', '=', feed)
      .where('item_key', 'in', within(keys)),
  )
  return new Map(rows.map((row) => [row.item_key, row.hash]))
}

/** Notes what a sink has of a feed as of a run. */
export function* writeFeedSent(
  _dialect: Dialect,
  org: string,
  feed: string,
  run: string,
  items: readonly { readonly key: string; readonly hash: string }[],
): Work<void> {
  yield* bulk(
    keepSent,
    items.map(({ key, hash }) => [org, feed, key, hash, run]),
  )
}

/** Keys that a sink was given, and that a run did not meet. */
export function* feedGone(
  { build }: Dialect,
  org: string,
  feed: string,
  run: string,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('product_feed_sent')
      .select('item_key')
      .where('org', '=', org)
      .where('feed', '=', feed)
      .where('run', '!=', run)
      .limit(limit),
  )
  return rows.map((row) => row.item_key)
}

export function* dropFeedSent(
  _dialect: Dialect,
  org: string,
  feed: string,
  keys: readonly string[],
): Work<void> {
  yield* bulk(
    dropSent,
    keys.map((key) => [org, feed, key]),
  )
}
