import type { JsonObject, Order, Store as Shop } from '@cartograph/core'
import { contentHash, rowsAfter, type Dialect, type Work } from '../../../store/index.ts'
import type { Day } from '../../calendar/day.ts'
import { storeClock, type StoreClock } from '../../calendar/store-clock.ts'
import { zoneOfStore } from '../../cubes/store-zones.ts'

/** How what segments compare is computed. */
export interface KeptSettings {
  /** What amounts are compared in. Default: the currency of the first store, else of the first order. */
  readonly currency?: string | undefined
  /** Whose days count. Default: the zone of the first store, else UTC. */
  readonly timeZone?: string | undefined
  /** Zones of connections, for stores that do not say theirs. */
  readonly zoneOf?: ((connection: string) => string | undefined) | undefined
}

/** What values are computed with, the same for all customers. */
export interface KeptScene {
  readonly currency: string
  /** Today, where the organisation is. */
  readonly asOf: Day
  readonly now: number
  readonly clockOf: (store: string) => StoreClock
  readonly storeCountry: (store: string) => string | undefined
  /** Another one makes all values anew. */
  readonly version: string
}

/** Grows when values are computed in another way. */
const form = 1
const mostStores = 10_000

export function* keptScene(
  dialect: Dialect,
  org: string,
  settings: KeptSettings,
  now: number,
): Work<KeptScene> {
  const shops = (yield* presentRows<Shop>(dialect, org, 'store', mostStores)).map((shop) => ({
    id: shop.id,
    connection: shop.connection,
    zone: zoneOfStore(shop.id, shop, settings.zoneOf),
    country: shop.country ?? shop.address?.country ?? undefined,
    currency: shop.currency ?? undefined,
  }))
  const [first] = shops
  const [order] = first?.currency === undefined ? yield* firstOrders(dialect, org) : []
  const currency = settings.currency ?? first?.currency ?? order?.currency ?? 'EUR'
  const zone = settings.timeZone ?? first?.zone ?? 'UTC'
  const byId = new Map(shops.map((shop) => [shop.id, shop]))
  return {
    currency,
    asOf: storeClock(zone)(now).day,
    now,
    clockOf: (id) => storeClock(byId.get(id)?.zone ?? zoneOfStore(id, undefined, settings.zoneOf)),
    storeCountry: (id) => byId.get(id)?.country,
    version: contentHash(JSON.stringify([form, currency, zone, shops])),
  }
}

function firstOrders(dialect: Dialect, org: string): Work<readonly Order[]> {
  return presentRows<Order>(dialect, org, 'order', 1)
}

/** Rows were checked when they were written. */
function* presentRows<Row>(
  dialect: Dialect,
  org: string,
  entity: string,
  limit: number,
): Work<readonly Row[]> {
  const rows = yield* rowsAfter(dialect, org, entity, '', limit)
  return rows.flatMap(({ data, deleted }) =>
    deleted ? [] : [JSON.parse(data) as JsonObject as Row],
  )
}
