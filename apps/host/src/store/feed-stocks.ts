import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'

/** How much of one thing lies at one place. */
export interface FeedStock {
  readonly thing: string
  readonly level: string
  readonly location: string
  /** Thousandths. */
  readonly quantity: number
}

const insertStock = insertOrReplace('product_feed_stock', [
  'org',
  'feed',
  'thing',
  'level',
  'location',
  'quantity',
])

/** Notes what lies where, for the run of a feed: stock levels themselves are found by their own ids alone. */
export function* writeFeedStocks(
  _dialect: Dialect,
  org: string,
  feed: string,
  stocks: readonly FeedStock[],
): Work<void> {
  yield* bulk(
    insertStock,
    stocks.map(({ thing, level, location, quantity }) => [
      org,
      feed,
      thing,
      level,
      location,
      quantity,
    ]),
  )
}

export function* clearFeedStocks({ build }: Dialect, org: string, feed: string): Work<void> {
  yield* run(build.deleteFrom('product_feed_stock').where('org', '=', org).where('feed', '=', feed))
}

/** What lies where of some things. */
export function* feedStocks(
  { build, within }: Dialect,
  org: string,
  feed: string,
  things: readonly string[],
): Work<readonly FeedStock[]> {
  return yield* all(
    build
      .selectFrom('product_feed_stock')
      .select(['thing', 'level', 'location', 'quantity'])
      .where('org', '=', org)
      .where('feed', '=', feed)
      .where('thing', 'in', within(things)),
  )
}
