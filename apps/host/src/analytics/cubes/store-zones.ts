import type { Store as Shop } from '@cartograph/core'
import { rowsAfter, type Dialect, type Work } from '../../store/index.ts'
import { isZone, storeClock, type StoreClock } from '../calendar/store-clock.ts'

/** By which zone each store's days are. */
export interface StoreZones {
  readonly zoneOf: (store: string) => string
  readonly clockOf: (store: string) => StoreClock
}

export type ZoneOfConnection = (connection: string) => string | undefined

const page = 1000

/** The zones that stores say; else that of their connection, then UTC. */
export function* storeZones(
  dialect: Dialect,
  org: string,
  zoneOfConnection: ZoneOfConnection,
): Work<StoreZones> {
  const shops = new Map<string, Pick<Shop, 'connection' | 'timeZone'>>()
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: readonly { id: string; data: string; deleted: boolean }[] = yield* rowsAfter(
      dialect,
      org,
      'store',
      after,
      page,
    )
    for (const { id, data, deleted } of rows)
      if (!deleted) {
        const { connection, timeZone } = JSON.parse(data) as Shop
        shops.set(id, { connection, timeZone })
      }
    after = rows.length < page ? undefined : rows.at(-1)?.id
  }
  const zoneOf = (store: string) => zoneOfStore(store, shops.get(store), zoneOfConnection)
  // One store whose zone does not exist holds up nobody else's figures; whoever asks for its own is told.
  const clockOf = (store: string) => {
    const zone = zoneOf(store)
    return storeClock(isZone(zone) ? zone : 'UTC')
  }
  return { zoneOf, clockOf }
}

/** A store that no row describes is named as its connection is, or begins with it. */
export function zoneOfStore(
  store: string,
  shop: Pick<Shop, 'connection' | 'timeZone'> | undefined,
  zoneOfConnection: ZoneOfConnection | undefined,
): string {
  const connection = shop?.connection ?? store.split(':')[0] ?? store
  return shop?.timeZone ?? zoneOfConnection?.(connection) ?? 'UTC'
}
