import type { Cart, Order } from '@cartograph/core'
import {
  changeCarts,
  keepZones,
  personsOfThese,
  type Dialect,
  type KeptCart,
  type Work,
} from '../../store/index.ts'
import { leavingCart, leavingCheckout } from '../facts/cart-facts.ts'
import { storeOf } from '../facts/row-amounts.ts'
import { saidBuyer } from '../reading/buyers.ts'
import type { FollowedRow } from './followed-row.ts'
import type { StoreZones } from './store-zones.ts'

const kinds = ['cart', 'order'] as const

/** Makes the facts of some carts, and of orders that may be begun and not paid, anew. */
export function* applyCarts(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  { clockOf, zoneOf }: StoreZones,
): Work<void> {
  const written: KeptCart[] = []
  for (const kind of kinds) {
    const own = rows.filter(({ entity, row }) => entity === kind && row !== undefined)
    const begun = own.filter(({ row }) => kind === 'cart' || isBegun(row as unknown as Order))
    const ids = begun.map(({ id }) => id)
    const persons = yield* personsOfThese(dialect, org, kind, ids)
    for (const { id, row } of begun) {
      const data = row as unknown as Cart & Order
      const source = {
        clock: clockOf(storeOf(data)),
        customer: persons.get(id) ?? saidBuyer(data),
      }
      const cart = kind === 'cart' ? leavingCart(data, source) : leavingCheckout(data, source)
      if (cart === undefined) continue
      const { store, currency = '', customer = '', day, at, leftAt, amount, isRecovered } = cart
      written.push({
        kind,
        id,
        store,
        currency,
        customer,
        day,
        at,
        left_at: leftAt,
        amount: Number(amount),
        recovered: isRecovered ? 1 : 0,
      })
    }
  }
  const kept = new Set(written.map(({ kind, id }) => `${kind}/${id}`))
  const dropped = rows.flatMap(({ entity, id }) =>
    kinds.flatMap((kind) => (kind === entity && !kept.has(`${kind}/${id}`) ? [{ kind, id }] : [])),
  )
  yield* changeCarts(dialect, org, written, dropped)
  const stores = new Set(written.map(({ store }) => store))
  yield* keepZones(
    dialect,
    org,
    [...stores].toSorted().map((store) => ({ store, zone: zoneOf(store) })),
  )
}

function isBegun({ status }: Order): boolean {
  return status === 'pending' || status === 'draft'
}
