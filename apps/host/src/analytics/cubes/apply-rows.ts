import type { Refund } from '@cartograph/core'
import {
  addCheckoutsDueOf,
  addSalesDueOf,
  keepRefundSources,
  keepZones,
  sourcesOfRefunds,
  zonedStores,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { applyCarts } from './apply-carts.ts'
import { applyPayments } from './apply-payments.ts'
import { applySources, sourceOfRefund, type Applying } from './apply-sources.ts'
import { changedGoods } from './changed-goods.ts'
import type { FollowedRow } from './followed-row.ts'
import type { StoreZones } from './store-zones.ts'

/** Rows that figures are summed from, in the order in which all of them are read: costs and refunds before the orders, payments before their disputes. */
export const followedEntities: readonly string[] = [
  'store',
  'product',
  'variant',
  'refund',
  'order',
  'payment',
  'dispute',
  'cart',
]

/** Brings the facts and the cube up to date with some changed rows. */
export function* applyRows(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  applying: Applying,
): Work<void> {
  yield* changedGoods(dialect, org, rows)
  const refunded = yield* changedRefunds(dialect, org, rows)
  const orders = rows.flatMap(({ entity, id }) => (entity === 'order' ? [id] : []))
  yield* applySources(dialect, org, [...new Set([...orders, ...refunded])], applying)
  yield* applyPayments(dialect, org, rows, applying.zones)
  yield* applyCarts(dialect, org, rows, applying.zones)
}

/** The orders of changed refunds: those that they are of, and those that they were of. */
function* changedRefunds(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
): Work<readonly string[]> {
  const refunds = rows.flatMap(({ entity, id, row }) =>
    entity === 'refund' ? [{ id, source: row && sourceOfRefund(row as unknown as Refund) }] : [],
  )
  const known = yield* sourcesOfRefunds(
    dialect,
    org,
    refunds.map(({ id }) => id),
  )
  yield* keepRefundSources(dialect, org, refunds)
  return [...known, ...refunds].flatMap(({ source }) => source ?? [])
}

/** Has the facts of stores made anew whose zone is another one now. */
export function* changedZones(dialect: Dialect, org: string, { zoneOf }: StoreZones): Work<void> {
  const moved = (yield* zonedStores(dialect, org)).flatMap(({ store, zone }) =>
    zoneOf(store) === zone ? [] : [store],
  )
  yield* addSalesDueOf(dialect, org, { stores: moved })
  yield* addCheckoutsDueOf(dialect, org, moved)
  yield* keepZones(
    dialect,
    org,
    moved.map((store) => ({ store, zone: zoneOf(store) })),
  )
}
