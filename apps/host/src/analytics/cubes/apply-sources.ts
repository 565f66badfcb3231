import type { Order, Refund } from '@cartograph/core'
import {
  addCampaignsDue,
  changeCube,
  changeProducts,
  costsOfGoods,
  dropFacts,
  factsOfSources,
  keepZones,
  moveFirstDays,
  personsOfOrders,
  productsOfSources,
  refundsOfSources,
  rowsById,
  writeFacts,
  type Dialect,
  type KnownCost,
  type ProductOfSource,
  type SalesFact,
  type StoredRow,
  type Work,
} from '../../store/index.ts'
import { looseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { orderFact } from '../facts/order-facts.ts'
import { productOf } from '../facts/row-amounts.ts'
import { saidBuyer } from '../reading/buyers.ts'
import { cubeChanges, type CubePart } from './cube-changes.ts'
import { withFirstOrders } from './first-orders.ts'
import { factsOfLoose, factsOfOrder } from './sales-facts.ts'
import type { StoreZones } from './store-zones.ts'

/** What stands for the order of a refund that names none; no order is called so, because its connection stands first. */
export function sourceOfRefund({ id, orderId }: Pick<Refund, 'id' | 'orderId'>): string {
  return orderId === undefined || orderId === null || orderId === '' ? `:refund/${id}` : orderId
}

export interface Applying {
  readonly zones: StoreZones
  /** The parts of the cube that are filled already. */
  readonly parts: readonly CubePart[]
}

/**
 * Makes the facts of some orders anew from their rows, and changes the cube by the difference.
 *
 * Whatever changed, an order's facts come from all its rows together, so that nothing depends on what came first.
 */
export function* applySources(
  dialect: Dialect,
  org: string,
  sources: readonly string[],
  { zones, parts }: Applying,
): Work<void> {
  if (sources.length === 0) return
  const { facts: made, products } = yield* madeFacts(dialect, org, sources, zones)
  const known = yield* factsOfSources(dialect, org, sources)
  const { before, after, firsts } = yield* withFirstOrders(dialect, org, sources, known, made)
  const kept = new Set(after.map(factName))
  yield* dropFacts(
    dialect,
    org,
    before.filter((fact) => !kept.has(factName(fact))),
  )
  yield* writeFacts(dialect, org, changedFacts(before, after))
  yield* moveFirstDays(dialect, org, firsts)
  yield* changeCube(dialect, org, cubeChanges(before, after, parts))
  yield* keepProducts(dialect, org, sources, products)
  const stores = new Set(made.map(({ values }) => values.store))
  yield* keepZones(
    dialect,
    org,
    [...stores].toSorted().map((store) => ({ store, zone: zones.zoneOf(store) })),
  )
  yield* addCampaignsDue(dialect, org, sources)
}

function factName({ source, clock, id }: SalesFact): string {
  return JSON.stringify([source, clock, id])
}

function changedFacts(
  before: readonly SalesFact[],
  after: readonly SalesFact[],
): readonly SalesFact[] {
  const known = new Map(before.map((fact) => [factName(fact), JSON.stringify(sorted(fact))]))
  return after.filter((fact) => known.get(factName(fact)) !== JSON.stringify(sorted(fact)))
}

function sorted({ day, at, customer, firstDay, values, measures }: SalesFact): readonly unknown[] {
  return [day, at, customer, firstDay, values, measures]
}

interface Made {
  readonly facts: readonly SalesFact[]
  readonly products: readonly ProductOfSource[]
}

function* madeFacts(
  dialect: Dialect,
  org: string,
  sources: readonly string[],
  zones: StoreZones,
): Work<Made> {
  const { orders, refundsOf, products } = yield* orderSources(dialect, org, sources, zones)
  const facts = sources.flatMap((source): readonly SalesFact[] => {
    const fact = orders.get(source)
    if (fact !== undefined) return fact === 'uncounted' ? [] : factsOfOrder(fact)
    return (refundsOf.get(source) ?? []).flatMap((row) => {
      const loose = looseRefund(row, zones.clockOf)
      return loose === undefined ? [] : factsOfLoose(loose, source)
    })
  })
  return { facts, products }
}

interface OrderSources {
  /** Those that are there; of what does not count nothing else is known. */
  readonly orders: ReadonlyMap<string, OrderFact | 'uncounted'>
  readonly refundsOf: ReadonlyMap<string, readonly Refund[]>
  readonly products: readonly ProductOfSource[]
}

/** Orders with all that belongs to them, from their rows as they are now. */
export function* orderSources(
  dialect: Dialect,
  org: string,
  sources: readonly string[],
  { clockOf }: StoreZones,
): Work<OrderSources> {
  const rows = parsed<Order>(yield* rowsById(dialect, org, 'order', sources))
  const refundIds = yield* refundsOfSources(dialect, org, sources)
  const refunds = parsed<Refund>(
    yield* rowsById(
      dialect,
      org,
      'refund',
      refundIds.map(({ id }) => id),
    ),
  )
  // In the order in which all rows are read, so that refunds of one instant count in the same order.
  const refundsOf = Map.groupBy(
    [...refunds.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    sourceOfRefund,
  )
  const products = [...rows.values()].flatMap(productsIn)
  const costs = costBook(
    yield* costsOfGoods(dialect, org, [...new Set(products.map(({ product }) => product))]),
  )
  const persons = yield* personsOfOrders(dialect, org, [...rows.keys()])
  const orders = new Map(
    [...rows.values()].map((order) => {
      const fact = orderFact(order, refundsOf.get(order.id) ?? [], {
        clockOf,
        customer: persons.get(order.id) ?? saidBuyer(order),
        costOf: (product, currency) => costs.get(`${product} ${currency}`),
      })
      return [order.id, fact ?? 'uncounted'] as const
    }),
  )
  return { orders, refundsOf, products }
}

/** Where a product and a variant have the same name, the variant's cost counts. */
function costBook(costs: readonly KnownCost[]): ReadonlyMap<string, bigint> {
  const ranked = costs.toSorted((one, other) => (one.entity < other.entity ? -1 : 1))
  return new Map(ranked.map(({ id, currency, cost }) => [`${id} ${currency}`, BigInt(cost)]))
}

function productsIn({ id, lines }: Order): readonly ProductOfSource[] {
  const products = new Set((lines ?? []).flatMap((line) => productOf(line) ?? []))
  return [...products].map((product) => ({ product, source: id }))
}

function nameOf({ product, source }: ProductOfSource): string {
  return JSON.stringify([product, source])
}

function* keepProducts(
  dialect: Dialect,
  org: string,
  sources: readonly string[],
  products: readonly ProductOfSource[],
): Work<void> {
  const known = yield* productsOfSources(dialect, org, sources)
  const [old, present] = [new Set(known.map(nameOf)), new Set(products.map(nameOf))]
  yield* changeProducts(
    dialect,
    org,
    products.filter((each) => !old.has(nameOf(each))),
    known.filter((each) => !present.has(nameOf(each))),
  )
}

function parsed<Row extends { readonly id: string }>(
  rows: ReadonlyMap<string, StoredRow>,
): ReadonlyMap<string, Row> {
  return new Map(
    [...rows.values()].flatMap(({ id, data, deleted }) =>
      deleted ? [] : [[id, JSON.parse(data) as Row] as const],
    ),
  )
}
