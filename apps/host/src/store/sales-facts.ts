import { sql } from 'kysely'
import { deleteMatching, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import {
  salesDimensions,
  salesMeasures,
  type SalesClock,
  type SalesDimension,
  type SalesFactTable,
  type SalesMeasure,
} from './sales-tables.ts'

/** What one order, or one refund, adds to the figures of one day. */
export interface SalesFact {
  readonly source: string
  readonly clock: SalesClock
  readonly id: string
  readonly day: number
  readonly at: number
  /** Empty where there is no order. */
  readonly customer: string
  readonly firstDay: number
  readonly values: Readonly<Record<SalesDimension, string>>
  readonly measures: Readonly<Record<SalesMeasure, number>>
}

const ownColumns = ['source', 'clock', 'id', 'day', 'at', 'customer', 'first_day'] as const
const factColumns = [...ownColumns, ...salesDimensions, ...salesMeasures] as const
const writeFact = insertOrReplace('sales_fact', ['org', ...factColumns])
const dropFact = deleteMatching('sales_fact', ['org', 'source', 'clock', 'id'])
const moveFirst = updateMatching('sales_fact', ['org', 'customer'], ['first_day'], {
  where:
    "sales_fact.first_day <> given.first_day and sales_fact.clock = 0 and sales_fact.customer <> ''",
})

/** The facts of some orders as they were made last. */
export function* factsOfSources(
  { build, within }: Dialect,
  org: string,
  sources: readonly string[],
): Work<readonly SalesFact[]> {
  if (sources.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('sales_fact')
      .select(factColumns)
      .where('org', '=', org)
      .where('source', 'in', within(sources)),
  )
  return rows.map(factOf)
}

/** All facts, of some stores where any are named; each order before its refunds. */
export function* allFacts(
  { build, within }: Dialect,
  org: string,
  stores: readonly string[],
): Work<readonly SalesFact[]> {
  const rows = yield* all(
    build
      .selectFrom('sales_fact')
      .select(factColumns)
      .where('org', '=', org)
      .$if(stores.length > 0, (query) => query.where('store', 'in', within(stores)))
      .orderBy('source')
      .orderBy('clock')
      .orderBy('id'),
  )
  return rows.map(factOf)
}

/** The first orders of some customers, as they are marked. */
export function* firstFacts(
  { build, within }: Dialect,
  org: string,
  customers: readonly string[],
): Work<readonly FirstOrder[]> {
  if (customers.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_fact')
      .select(['customer', 'source', 'at', 'day'])
      .where('org', '=', org)
      // Spelt as in its index.
      .where(sql<boolean>`clock = 0 and customer <> ''`)
      .where('customer_kind', '=', 'new')
      .where('customer', 'in', within(customers)),
  )
}

export interface FirstOrder {
  readonly customer: string
  readonly source: string
  readonly at: number
  readonly day: number
}

/** The orders of some customers in the order of time, without some: for those whose first order is not what it was. */
export function* ordersOfCustomers(
  { build, within }: Dialect,
  org: string,
  customers: readonly string[],
  without: readonly string[],
): Work<readonly FirstOrder[]> {
  if (customers.length === 0) return []
  return yield* all(
    build
      .selectFrom('sales_fact')
      .select(['customer', 'source', 'at', 'day'])
      .where('org', '=', org)
      // Spelt as in its index.
      .where(sql<boolean>`clock = 0 and customer <> ''`)
      .where('customer', 'in', within(customers))
      .where('source', 'not in', within(without))
      .orderBy('customer')
      .orderBy('at')
      .orderBy('source'),
  )
}

export function* writeFacts(
  _dialect: Dialect,
  org: string,
  facts: readonly SalesFact[],
): Work<void> {
  yield* bulk(
    writeFact,
    facts.map(({ source, clock, id, day, at, customer, firstDay, values, measures }) => [
      org,
      source,
      clock,
      id,
      day,
      at,
      customer,
      firstDay,
      ...salesDimensions.map((name) => values[name]),
      ...salesMeasures.map((name) => measures[name]),
    ]),
  )
}

export function* dropFacts(
  _dialect: Dialect,
  org: string,
  facts: readonly Pick<SalesFact, 'source' | 'clock' | 'id'>[],
): Work<void> {
  yield* bulk(
    dropFact,
    facts.map(({ source, clock, id }) => [org, source, clock, id]),
  )
}

/** Tells all orders of customers on which day the first one was. */
export function* moveFirstDays(
  _dialect: Dialect,
  org: string,
  firsts: readonly { readonly customer: string; readonly day: number }[],
): Work<void> {
  yield* bulk(
    moveFirst,
    firsts.map(({ customer, day }) => [day, org, customer]),
  )
}

const computed = [
  'sales_fact',
  'sales_cube',
  'sales_refund',
  'sales_product',
  'sales_cost',
  'sales_store',
  'sales_due',
  'buyer_due',
  'payment_fact',
  'payment_cube',
  'cart_fact',
  'checkout_due',
] as const

/** Forgets everything that figures are summed from; what it is made of stays. */
export function* forgetSales({ build }: Dialect, org: string): Work<void> {
  for (const table of computed) yield* run(build.deleteFrom(table).where('org', '=', org))
}

function factOf(row: Omit<SalesFactTable, 'org'>): SalesFact {
  return {
    source: row.source,
    clock: row.clock,
    id: row.id,
    day: row.day,
    at: row.at,
    customer: row.customer,
    firstDay: row.first_day,
    values: picked<SalesDimension, string>(row, salesDimensions),
    measures: picked<SalesMeasure, number>(row, salesMeasures),
  }
}

function picked<Name extends string, Value>(
  row: Readonly<Record<Name, Value>>,
  names: readonly Name[],
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Record<Name, Value>
}
