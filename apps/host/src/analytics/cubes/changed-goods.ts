import type { Product, Variant } from '@cartograph/core'
import {
  addSalesDueOf,
  changeCosts,
  costsOfGoods,
  type Dialect,
  type KnownCost,
  type Work,
} from '../../store/index.ts'
import type { FollowedRow } from './followed-row.ts'

export const goodsEntities: readonly string[] = ['product', 'variant']

/** Keeps what goods cost; where that is another than before, the facts of all orders with them have to be made anew. */
export function* changedGoods(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
): Work<void> {
  const goods = rows.filter(({ entity }) => goodsEntities.includes(entity))
  const asked = new Set(goods.map(({ entity, id }) => `${entity}/${id}`))
  const known = (yield* costsOfGoods(
    dialect,
    org,
    goods.map(({ id }) => id),
  )).filter(({ entity, id }) => asked.has(`${entity}/${id}`))
  const present = goods.flatMap(costIn)
  const old = new Set(known.map(textOf))
  const fresh = new Set(present.map(textOf))
  const written = present.filter((cost) => !old.has(textOf(cost)))
  const dropped = known.filter((cost) => !fresh.has(textOf(cost)))
  yield* changeCosts(dialect, org, written, dropped)
  const products = [...new Set([...written, ...dropped].map(({ id }) => id))]
  yield* addSalesDueOf(dialect, org, { products })
}

function costIn({ entity, id, row }: FollowedRow): readonly KnownCost[] {
  if (row === undefined) return []
  const { cost, currency } = row as unknown as Product | Variant
  if (cost === undefined || cost === null || currency === undefined || currency === null) return []
  return [{ id, entity, currency, cost }]
}

function textOf({ entity, id, currency, cost }: KnownCost): string {
  return JSON.stringify([entity, id, currency, cost])
}
