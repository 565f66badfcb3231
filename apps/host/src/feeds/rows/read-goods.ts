import type { Product, Variant } from '@cartograph/core'
import type { Feed } from '../../config/index.ts'
import {
  feedStocks,
  rowsAfter,
  rowsById,
  soldLines,
  type Dialect,
  type Store,
  type StoredRow,
  type Work,
} from '../../store/index.ts'
import { seenTexts } from '../seen-texts.ts'
import { categoryBook, type CategoryBook } from './category-book.ts'
import { nativeId, type CategoryPath } from './category-paths.ts'
import type { Goods } from './goods-row.ts'

const pageSize = 500

export interface ReadingGoods {
  readonly signal: AbortSignal
  /** Units count from this day on, in days since 1970-01-01. */
  readonly soldSince: number
}

/** Goods in the order of the keys of their items, and how many rows of the store were looked at. */
export interface GoodsPage {
  readonly goods: readonly (Goods & { readonly itemKey: string })[]
  readonly read: number
}

/**
 * Everything that a feed may show, a page of rows after the other: for a feed of variants all variants, and then the products that
 * have none; for one of products all products. What is beside the rows is read with their page.
 *
 * The keys of items are in the order in which a document has them, byte by byte.
 */
export async function* readGoods(
  store: Store,
  feed: Feed,
  reading: ReadingGoods,
): AsyncGenerator<GoodsPage> {
  const book = categoryBook()
  const scene = { feed, book, reading }
  if (feed.rows === 'product') {
    yield* pages(store, scene, 'product', () => true)
    return
  }
  const withVariants = seenTexts()
  for await (const page of pages(store, scene, 'variant', () => true)) {
    for (const { variant } of page.goods)
      if (variant?.productId !== null && variant?.productId !== undefined)
        withVariants.add(variant.productId)
    yield page
  }
  yield* pages(store, scene, 'product', (id) => !withVariants.has(id))
}

interface Scene {
  readonly feed: Feed
  readonly book: CategoryBook
  readonly reading: ReadingGoods
}

async function* pages(
  store: Store,
  scene: Scene,
  entity: 'variant' | 'product',
  isWanted: (id: string) => boolean,
): AsyncGenerator<GoodsPage> {
  const place = entity === 'variant' ? '0' : '1'
  for (let after = ''; ;) {
    scene.reading.signal.throwIfAborted()
    const cursor = after
    const page = await store.read(function* (dialect, org) {
      const rows = yield* rowsAfter(dialect, org, entity, cursor, pageSize)
      const wanted = rows.filter(({ id, deleted }) => !deleted && isWanted(id))
      return { rows, goods: yield* goodsOf(dialect, org, scene, entity, wanted) }
    })
    const last = page.rows.at(-1)
    if (last === undefined) return
    after = last.id
    yield {
      goods: page.goods.map((goods) =>
        Object.assign(goods, { itemKey: `${place}${goods.key}`.replaceAll('\n', ' ') }),
      ),
      read: page.goods.length,
    }
    if (page.rows.length < pageSize) return
  }
}

/** Some rows with everything beside them; those of other connections and stores are left out. */
function* goodsOf(
  dialect: Dialect,
  org: string,
  { feed, book, reading }: Scene,
  entity: 'variant' | 'product',
  rows: readonly StoredRow[],
): Work<Goods[]> {
  const own = rows
    .map(({ data }) => JSON.parse(data) as Product | Variant)
    .filter(({ connection }) => isAmong(feed.connections, connection))
  if (own.length === 0) return []
  const products =
    entity === 'product'
      ? new Map(own.map((each) => [each.id, each]))
      : yield* productsOf(dialect, org, own)
  const found = own
    .map((each) => {
      const variant = entity === 'variant' ? (each as Variant) : undefined
      const product = products.get(variant === undefined ? each.id : (variant.productId ?? ''))
      return { key: each.id, variant, product }
    })
    .filter(({ variant, product }) => {
      const storeId = variant?.storeId ?? product?.storeId ?? ''
      return isAmong(feed.stores, storeId, nativeId(storeId))
    })
  const shelves = (goods: (typeof found)[number]) =>
    goods.variant?.categoryIds ?? goods.product?.categoryIds ?? []
  yield* book.learn(dialect, org, found.flatMap(shelves))
  const ids = found.flatMap(({ key, product }) =>
    product === undefined ? [key] : [key, product.id],
  )
  const sold = yield* soldOf(dialect, org, [...new Set(ids)], reading.soldSince)
  const stocks = yield* stocksOf(
    dialect,
    org,
    feed,
    found.map(({ key }) => key),
  )
  return found.map((each) =>
    Object.assign(each, {
      categories: shelves(each).flatMap((id): readonly CategoryPath[] => {
        const path = book.pathOf(id)
        return path === undefined ? [] : [path]
      }),
      stockAt: stocks?.get(each.key) ?? (stocks === undefined ? undefined : {}),
      unitsSold: [...new Set([each.key, each.product?.id ?? each.key])].reduce(
        (sum, id) => sum + (sold.get(id) ?? 0),
        0,
      ),
    }),
  )
}

function* productsOf(
  dialect: Dialect,
  org: string,
  variants: readonly Variant[],
): Work<ReadonlyMap<string, Product>> {
  const ids = [...new Set(variants.flatMap(({ productId }) => productId ?? []))]
  const rows = yield* rowsById(dialect, org, 'product', ids)
  return new Map(
    [...rows.values()]
      .filter(({ deleted }) => !deleted)
      .map(({ id, data }) => [id, JSON.parse(data) as Product]),
  )
}

/** Units less what came back, by product, or by variant where the order names no product. */
function* soldOf(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  since: number,
): Work<ReadonlyMap<string, number>> {
  const sold = new Map<string, number>()
  for (const { product, units, back } of yield* soldLines(dialect, org, ids, since))
    sold.set(product, (sold.get(product) ?? 0) + units - back)
  return new Map([...sold].map(([id, thousandths]) => [id, thousandths / 1000]))
}

function* stocksOf(
  dialect: Dialect,
  org: string,
  { id, locations }: Feed,
  keys: readonly string[],
): Work<ReadonlyMap<string, Readonly<Record<string, number>>> | undefined> {
  if (locations === undefined) return undefined
  const stocks = new Map<string, Record<string, number>>()
  for (const { thing, location, quantity } of yield* feedStocks(dialect, org, id, keys)) {
    const at = stocks.get(thing) ?? {}
    stocks.set(thing, at)
    at[location] = (at[location] ?? 0) + quantity / 1000
  }
  return stocks
}

/** An empty list is all. */
function isAmong(wanted: readonly string[], ...names: readonly string[]): boolean {
  return wanted.length === 0 || names.some((name) => wanted.includes(name))
}
