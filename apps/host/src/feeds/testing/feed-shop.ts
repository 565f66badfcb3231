import type { JsonObject } from '@cartograph/core'
import { onTestFinished } from 'vitest'
import type { Feed } from '../../config/index.ts'
import { feedSets } from '../../config/index.ts'
import { servedBytes } from '../../delivery/index.ts'
import {
  acceptServed,
  appendChanges,
  contentHash,
  openStore,
  readServed,
  writeCommerce,
  type Store,
} from '../../store/index.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import type { FeedScene } from '../feed-items.ts'
import { feedPlace } from '../feed-place.ts'
import type { FeedReport } from '../feed-report.ts'
import { makeFeed } from '../make-feed.ts'

/** A feed that says nothing but what a test says. */
export function plainFeed(more: Partial<Feed> & { readonly fields?: JsonObject } = {}): Feed {
  const { fields, set = 'plain', ...rest } = more
  const ready = feedSets[set]
  return {
    id: 'dk',
    set,
    form: 'json',
    rows: 'variant',
    connections: [],
    stores: [],
    market: { otherLanguages: 'show' },
    filter: { status: ['active'] },
    mapping: {
      id: 'dk',
      from: { connector: 'cartograph', stream: 'products' },
      to: { connector: 'cartograph', sink: set },
      fields: (fields ?? ready.fields) as Feed['mapping']['fields'],
      onMissing: 'omit',
    },
    salesDays: 30,
    linkParameters: {},
    invalid: 'leaveOut',
    drop: 0.2,
    timing: { everyMs: 3_600_000 },
    keep: 3,
    separator: ',',
    guardFormulas: false,
    names: ready.names,
    channel: { title: 'Shop', link: 'https://shop.example', description: 'Products' },
    ...rest,
  }
}

interface Making {
  readonly isAsked?: boolean
  readonly rates?: FeedScene['rates']
  readonly signal?: AbortSignal
}

export interface FeedShop extends ReturnType<typeof goodsIn> {
  readonly store: Store
  make(feed: Feed, more?: Making): Promise<FeedReport | undefined>
  allow(feed: Feed): Promise<boolean>
  /** The document that is served now. */
  text(feed: Feed): Promise<string>
  scene(feed: Feed): FeedScene
  /** The hour that it is. */
  at: number
}

const noRate = () => undefined

/** Puts rows of `shop` into a store, as a run would. */
export function goodsIn(store: Store) {
  const given = new Set<string>()
  const write = (
    entity: string,
    rows: readonly { readonly id: string; readonly data: string | undefined }[],
  ) =>
    store.write(function* (dialect, org) {
      const givers = rows.map(({ id, data }) => {
        const name = `${entity}/${id}`
        return {
          before: given.has(name) ? [name] : [],
          after: data === undefined ? [] : [{ entity, id, data, hash: contentHash(data) }],
        }
      })
      const changes = yield* writeCommerce(dialect, org, 'shop', givers, 0)
      yield* appendChanges(dialect, org, changes, 'live', 0)
      for (const { id } of rows) given.add(`${entity}/${id}`)
    })
  return {
    put: (entity: string, rows: readonly object[]): Promise<void> =>
      write(
        entity,
        rows.map((row) => qualified({ connection: 'shop', ...row })),
      ),
    remove: (entity: string, ids: readonly string[]): Promise<void> =>
      write(
        entity,
        ids.map((id) => ({ id, data: undefined })),
      ),
  }
}

/** The document of a feed that is served now. */
export async function servedText(store: Store, feed: Feed): Promise<string> {
  const served = await store.read((dialect, org) => readServed(dialect, org, feedPlace(feed)))
  if (served?.version === undefined) throw new Error('There is no document yet.')
  const pieces: Buffer[] = []
  for await (const piece of servedBytes(store, feedPlace(feed), served.version, 'identity'))
    pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** A store with products of `shop`, without a host around it. */
export async function feedShop(): Promise<FeedShop> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const { signal } = new AbortController()
  const shop: FeedShop = {
    store,
    at: Date.UTC(2026, 10, 26, 12),
    ...goodsIn(store),
    make: (feed, more = {}) =>
      makeFeed(feed, {
        store,
        configuration: { connections: new Map() },
        rates: more.rates ?? noRate,
        now: () => shop.at,
        signal: more.signal ?? signal,
        isAsked: more.isAsked ?? false,
      }),
    allow: (feed) => store.write((dialect, org) => acceptServed(dialect, org, feedPlace(feed))),
    text: (feed) => servedText(store, feed),
    scene: (feed) => ({ store, feed, rates: noRate, now: shop.at, signal }),
  }
  return shop
}

const references = ['id', 'productId', 'variantId', 'parentId'] as const

function own(id: unknown): string {
  return `shop:${String(id)}`
}

/** Ids as the store has them, after `shop:`. */
function qualified(row: Readonly<Record<string, unknown>>): {
  readonly id: string
  readonly data: string
} {
  const known = references.filter((name) => row[name] !== undefined)
  const { categoryIds } = row
  const data = {
    ...row,
    ...Object.fromEntries(known.map((name) => [name, own(row[name])])),
    ...(Array.isArray(categoryIds) && { categoryIds: categoryIds.map(own) }),
  }
  return { id: own(row['id']), data: JSON.stringify(data) }
}
