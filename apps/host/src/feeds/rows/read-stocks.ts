import type { StockLevel, Variant } from '@cartograph/core'
import type { Feed } from '../../config/index.ts'
import {
  clearFeedStocks,
  rowsAfter,
  rowsById,
  writeFeedStocks,
  type Dialect,
  type FeedStock,
  type Store,
  type Work,
} from '../../store/index.ts'

const pageSize = 1000

/**
 * Notes what lies at the places that a feed counts, by the thing that it is of, a page of stock levels after the other.
 *
 * Stock levels are found by their own ids alone, so a feed that asks for places walks all of them once a run.
 */
export async function readStocks(store: Store, feed: Feed, signal: AbortSignal): Promise<void> {
  const { locations } = feed
  if (locations === undefined) return
  await store.write((dialect, org) => clearFeedStocks(dialect, org, feed.id))
  for (let after = ''; ;) {
    signal.throwIfAborted()
    const cursor = after
    const { stocks, last, count } = await store.read(function* (dialect, org) {
      const rows = yield* rowsAfter(dialect, org, 'stockLevel', cursor, pageSize)
      const levels = rows
        .filter(({ deleted }) => !deleted)
        .map(({ data }) => JSON.parse(data) as StockLevel)
        .filter(({ location }) => locations.length === 0 || locations.includes(location ?? ''))
      return {
        stocks: yield* stocksOf(dialect, org, feed, levels),
        last: rows.at(-1)?.id,
        count: rows.length,
      }
    })
    if (stocks.length > 0)
      await store.write((dialect, org) => writeFeedStocks(dialect, org, feed.id, stocks))
    if (last === undefined || count < pageSize) return
    after = last
  }
}

function* stocksOf(
  dialect: Dialect,
  org: string,
  { rows }: Feed,
  levels: readonly StockLevel[],
): Work<readonly FeedStock[]> {
  const nameless = rows === 'product' ? levels.filter((each) => !filled(each.productId)) : []
  const products = yield* productsOf(
    dialect,
    org,
    nameless.flatMap(({ variantId }) => variantId ?? []),
  )
  return levels.flatMap((level) => {
    const { variantId, productId } = level
    const thing =
      rows === 'product' ? (productId ?? products.get(variantId ?? '')) : (variantId ?? productId)
    if (!filled(thing)) return []
    const quantity = Math.round((level.quantity - (level.reserved ?? 0)) * 1000)
    return [{ thing, level: level.id, location: level.location ?? '', quantity }]
  })
}

/** Which product some variants are of. */
function* productsOf(
  dialect: Dialect,
  org: string,
  variants: readonly string[],
): Work<ReadonlyMap<string, string | undefined>> {
  if (variants.length === 0) return new Map()
  const rows = yield* rowsById(dialect, org, 'variant', variants)
  return new Map(
    [...rows.values()].map(({ id, data }) => [
      id,
      (JSON.parse(data) as Variant).productId ?? undefined,
    ]),
  )
}

function filled(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text !== ''
}
