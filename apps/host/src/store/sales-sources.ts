import { deleteMatching, insertNew, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'

const writeRefund = insertOrReplace('sales_refund', ['org', 'id', 'source'])
const dropRefund = deleteMatching('sales_refund', ['org', 'id'])

export interface RefundSource {
  readonly id: string
  /** The order; empty where nobody can name it. */
  readonly source: string
}

/** Of which orders some refunds were. */
export function* sourcesOfRefunds(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<readonly RefundSource[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_refund')
      .select(['id', 'source'])
      .where('org', '=', org)
      .where('id', 'in', within(ids)),
  )
}

/** The refunds of some orders. */
export function* refundsOfSources(
  { build, within }: Dialect,
  org: string,
  sources: readonly string[],
): Work<readonly RefundSource[]> {
  if (sources.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_refund')
      .select(['id', 'source'])
      .where('org', '=', org)
      .where('source', 'in', within(sources)),
  )
}

/** Keeps of which orders refunds are; those that are gone have no source. */
export function* keepRefundSources(
  _dialect: Dialect,
  org: string,
  refunds: readonly { readonly id: string; readonly source: string | undefined }[],
): Work<void> {
  const there = refunds.flatMap(({ id, source }) => (source === undefined ? [] : [{ id, source }]))
  yield* bulk(
    writeRefund,
    there.map(({ id, source }) => [org, id, source]),
  )
  yield* bulk(
    dropRefund,
    refunds.filter(({ source }) => source === undefined).map(({ id }) => [org, id]),
  )
}

const addProduct = insertNew('sales_product', ['org', 'product', 'source'])
const dropProduct = deleteMatching('sales_product', ['org', 'product', 'source'])

export interface ProductOfSource {
  readonly product: string
  readonly source: string
}

export function* productsOfSources(
  { build, within }: Dialect,
  org: string,
  sources: readonly string[],
): Work<readonly ProductOfSource[]> {
  if (sources.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_product')
      .select(['product', 'source'])
      .where('org', '=', org)
      .where('source', 'in', within(sources)),
  )
}

export function* changeProducts(
  _dialect: Dialect,
  org: string,
  added: readonly ProductOfSource[],
  dropped: readonly ProductOfSource[],
): Work<void> {
  const row = ({ product, source }: ProductOfSource) => [org, product, source]
  yield* bulk(dropProduct, dropped.map(row))
  yield* bulk(addProduct, added.map(row))
}

export interface KnownCost {
  readonly id: string
  readonly entity: string
  readonly currency: string
  readonly cost: number
}

const writeCost = insertOrReplace('sales_cost', ['org', 'id', 'entity', 'currency', 'cost'])
const dropCost = deleteMatching('sales_cost', ['org', 'id', 'entity', 'currency'])

export function* costsOfGoods(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<readonly KnownCost[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_cost')
      .select(['id', 'entity', 'currency', 'cost'])
      .where('org', '=', org)
      .where('id', 'in', within(ids)),
  )
}

export function* changeCosts(
  _dialect: Dialect,
  org: string,
  written: readonly KnownCost[],
  dropped: readonly KnownCost[],
): Work<void> {
  yield* bulk(
    dropCost,
    dropped.map(({ id, entity, currency }) => [org, id, entity, currency]),
  )
  yield* bulk(
    writeCost,
    written.map(({ id, entity, currency, cost }) => [org, id, entity, currency, cost]),
  )
}

const writeStore = insertOrReplace('sales_store', ['org', 'store', 'zone'])

export interface ZonedStore {
  readonly store: string
  readonly zone: string
}

/** The stores that anything was sold in, and the zones by which their days are. */
export function* zonedStores({ build }: Dialect, org: string): Work<readonly ZonedStore[]> {
  return yield* all(
    build
      .selectFrom('sales_store')
      .select(['store', 'zone'])
      .where('org', '=', org)
      .orderBy('store'),
  )
}

export function* keepZones(
  _dialect: Dialect,
  org: string,
  stores: readonly ZonedStore[],
): Work<void> {
  yield* bulk(
    writeStore,
    stores.map(({ store, zone }) => [org, store, zone]),
  )
}
