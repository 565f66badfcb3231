import type { Product, Subscription, Variant } from '@cartograph/core'
import {
  factsOfSources,
  firstSaleDay,
  historiesAfter,
  paidCurrencies,
  personsOfThese,
  rowsAfter,
  soldCurrencies,
  storesWithFacts,
  type HistoryPlace,
  type SalesFact,
  type Store,
} from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import { orderSources } from '../cubes/apply-sources.ts'
import { factsIn } from '../cubes/facts-in.ts'
import { salesStanding } from '../cubes/sales-standing.ts'
import { storeZones, type ZoneOfConnection } from '../cubes/store-zones.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { storeOf } from '../facts/row-amounts.ts'
import { byTime, historyOf } from '../metrics/history.ts'
import { inStores, noSuchStore } from '../query/in-stores.ts'
import { recurringFact, type RecurringFact } from '../subscriptions/recurring.ts'
import { trialFact, type TrialFact } from '../subscriptions/trials.ts'
import { saidBuyer } from './buyers.ts'
import { readFacts, type ReadOptions } from './read-facts.ts'

/** What reports are made from, a customer at a time, so that memory holds a page of orders and no more. */
export interface ReportSource {
  /** All orders of one customer after the other; without `lines` what was bought, and by which coupon, is left out. */
  histories(options: { readonly lines: boolean }): AsyncIterable<readonly OrderFact[]>
  /** The day of the first order of all; undefined: there is none. */
  firstDay(): Promise<Day | undefined>
  currencies(): Promise<readonly string[]>
  subscriptions(): Promise<Agreed>
  /** Each product and variant by its id. */
  goods(): Promise<ReadonlyMap<string, KnownGoods>>
}

/** What subscriptions bring, and those that are free at first. */
export interface Agreed {
  readonly paid: readonly RecurringFact[]
  readonly trials: readonly TrialFact[]
}

/** What is said of a product beside what was sold of it. */
export interface KnownGoods {
  readonly name: string | undefined
  readonly stock: number | undefined
}

export interface ReportOptions extends Pick<ReadOptions, 'now' | 'signal'> {
  readonly zoneOf: ZoneOfConnection
  /** Empty: all. */
  readonly stores: readonly string[]
  /** Whether facts that are behind the rows do as well. Default false: all rows are read then. */
  readonly mayBeBehind?: boolean
  /** Orders that are read at once. Default 1000. */
  readonly pageSize?: number
}

const page = 1000

/**
 * Opens what reports are made from: facts that are kept, where they are as the rows are, and else all rows.
 *
 * @throws a `config` fault for a store that nothing is known of.
 */
export async function openReportSource(
  store: Store,
  options: ReportOptions,
): Promise<ReportSource> {
  const { stores, mayBeBehind = false } = options
  const { isMade, isCurrent, known } = await store.read(function* (dialect, org) {
    const standing = yield* salesStanding(dialect, org)
    return { ...standing, known: yield* storesWithFacts(dialect, org) }
  })
  if (!isCurrent && !(mayBeBehind && isMade)) return sourceOfRows(store, options)
  const missing = stores.find((each) => !known.includes(each))
  if (missing !== undefined) throw noSuchStore(missing, known)
  return {
    histories: ({ lines }) => keptHistories(store, options, lines),
    firstDay: () => store.read((dialect, org) => firstSaleDay(dialect, org, stores)),
    currencies: () =>
      store.read(function* (dialect, org) {
        const sold = yield* soldCurrencies(dialect, org, stores)
        return sold.length === 0 ? yield* paidCurrencies(dialect, org, stores) : sold
      }),
    subscriptions: () => subscriptionsOf(store, options),
    goods: () => goodsOf(store, options),
  }
}

async function* keptHistories(
  store: Store,
  { stores, signal, zoneOf, pageSize = page }: ReportOptions,
  lines: boolean,
): AsyncIterable<readonly OrderFact[]> {
  let after: HistoryPlace | undefined
  let open: OrderFact[] = []
  for (;;) {
    signal.throwIfAborted()
    const from = after
    const found = await store.read(function* (dialect, org) {
      const places = yield* historiesAfter(dialect, org, { stores, after: from, limit: pageSize })
      const sources = places.map(({ source }) => source)
      const zones = yield* storeZones(dialect, org, zoneOf)
      const kept = yield* factsOfSources(dialect, org, sources)
      const whole = lines ? (yield* orderSources(dialect, org, sources, zones)).orders : undefined
      return { places, orders: ordersOf(places, kept, whole) }
    })
    for (const order of found.orders) {
      if (open[0] !== undefined && open[0].customer !== order.customer) {
        yield open
        open = []
      }
      open.push(order)
    }
    after = found.places.at(-1)
    if (found.places.length < pageSize) break
  }
  if (open.length > 0) yield open
}

/** Each order of a page, in its order; what changed since the facts were made is as the facts say. */
function ordersOf(
  places: readonly HistoryPlace[],
  kept: readonly SalesFact[],
  whole: ReadonlyMap<string, OrderFact | 'uncounted'> | undefined,
): readonly OrderFact[] {
  const facts = new Map(factsIn(kept).orders.map((order) => [order.id, order]))
  return places.flatMap(({ source, customer }) => {
    const order = whole?.get(source) ?? facts.get(source)
    return order === undefined || order === 'uncounted' ? [] : { ...order, customer }
  })
}

async function subscriptionsOf(
  store: Store,
  { signal, zoneOf, stores }: ReportOptions,
): Promise<Agreed> {
  const [paid, trials]: [RecurringFact[], TrialFact[]] = [[], []]
  for await (const rows of pagesOf<Subscription>(store, 'subscription', signal)) {
    const { persons, zones } = await store.read(function* (dialect, org) {
      const ids = rows.map(({ id }) => id)
      return {
        persons: yield* personsOfThese(dialect, org, 'subscription', ids),
        zones: yield* storeZones(dialect, org, zoneOf),
      }
    })
    for (const row of rows) {
      if (stores.length > 0 && !stores.includes(storeOf(row))) continue
      const customer = persons.get(row.id) ?? saidBuyer(row) ?? `subscription:${row.id}`
      const context = { clock: zones.clockOf(storeOf(row)), customer }
      const [recurring, trial] = [recurringFact(row, context), trialFact(row, context)]
      if (recurring !== undefined) paid.push(recurring)
      if (trial !== undefined) trials.push(trial)
    }
  }
  return { paid, trials }
}

async function goodsOf(
  store: Store,
  { signal }: Pick<ReportOptions, 'signal'>,
): Promise<ReadonlyMap<string, KnownGoods>> {
  const goods = new Map<string, KnownGoods>()
  for (const entity of ['product', 'variant'])
    for await (const rows of pagesOf<Product | Variant>(store, entity, signal))
      for (const { id, name, stock } of rows)
        goods.set(id, { name: name ?? undefined, stock: stock ?? undefined })
  return goods
}

async function* pagesOf<Row>(
  store: Store,
  entity: string,
  signal: AbortSignal,
): AsyncIterable<readonly Row[]> {
  for (let after = ''; ;) {
    signal.throwIfAborted()
    const from = after
    const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, from, page))
    yield rows.flatMap(({ data, deleted }) => (deleted ? [] : [JSON.parse(data) as Row]))
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return
    after = last.id
  }
}

/** The same from all rows: slow, and what every faster way must be equal to. */
export async function sourceOfRows(
  store: Store,
  { stores, ...options }: ReportOptions,
): Promise<ReportSource> {
  const read = await readFacts(store, options)
  const facts = inStores(read.facts, stores)
  const { orders, loose, payments, disputes } = facts
  const paid =
    orders.length + loose.length === 0 ? [...payments, ...disputes] : [...orders, ...loose]
  return {
    async *histories() {
      for (const own of historyOf(orders.toSorted(byTime)).byCustomer.values()) yield own
    },
    firstDay: async () =>
      orders.length === 0 ? undefined : Math.min(...orders.map(({ day }) => day)),
    currencies: async () => [...new Set(paid.map(({ currency }) => currency))],
    subscriptions: async () => subscriptionsOf(store, { ...options, stores }),
    goods: () => goodsOf(store, options),
  }
}
