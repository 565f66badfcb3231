import { sql, type RawBuilder } from 'kysely'
import { all, run, type Dialect, type Work } from './database.ts'
import { dueNames } from './due-names.ts'

const dueSales = dueNames('sales_due', ['org', 'source'])
const dueBuyers = dueNames('buyer_due', ['org', 'member'])

/** Orders whose facts have to be made anew. */
export function* addSalesDue(
  _dialect: Dialect,
  org: string,
  sources: readonly string[],
): Work<void> {
  yield* dueSales.add(
    org,
    sources.map((source) => ({ source })),
  )
}

/** All orders of some products, or of some stores. */
export function* addSalesDueOf(
  dialect: Dialect,
  org: string,
  {
    products = [],
    stores = [],
  }: { readonly products?: readonly string[]; readonly stores?: readonly string[] },
): Work<void> {
  const { within } = dialect
  if (products.length > 0)
    yield* markDue(
      dialect,
      sql`select distinct org, source from sales_product where org = ${org} and product in ${within(products)}`,
    )
  if (stores.length > 0)
    yield* markDue(
      dialect,
      sql`select distinct org, source from sales_fact where org = ${org} and store in ${within(stores)}`,
    )
}

function* markDue({ build }: Dialect, chosen: RawBuilder<unknown>): Work<void> {
  const statement = sql`insert into sales_due (org, source) ${chosen} on conflict do nothing`
  yield* run({ compile: () => statement.compile(build) })
}

export function* takeSalesDue(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly string[]> {
  return (yield* dueSales.take(dialect, org, limit)).map(({ source }) => source)
}

/** Records of persons whose orders may have come to be of somebody else. */
export function* addBuyersDue(
  _dialect: Dialect,
  org: string,
  members: Iterable<string>,
): Work<void> {
  yield* dueBuyers.add(
    org,
    [...new Set(members)].toSorted().map((member) => ({ member })),
  )
}

export function* takeBuyersDue(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly string[]> {
  return (yield* dueBuyers.take(dialect, org, limit)).map(({ member }) => member)
}

/** The orders of some records that are of another person than their facts say. */
export function* movedOrders(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly string[]> {
  if (members.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .innerJoin('sales_fact', (join) =>
        join
          .onRef('sales_fact.org', '=', 'person_trace.org')
          .onRef('sales_fact.source', '=', 'person_trace.id'),
      )
      .select('person_trace.id')
      .distinct()
      .where('person_trace.org', '=', org)
      .where('person_trace.member', 'in', within(members))
      .where('person_trace.entity', '=', 'order')
      .whereRef('sales_fact.customer', '<>', 'person_member.person'),
  )
  return rows.map(({ id }) => id)
}

/** Whether any facts have to be made anew though no row of theirs changed. */
export function* isSalesDue(dialect: Dialect, org: string): Work<boolean> {
  return (yield* dueSales.isAny(dialect, org)) || (yield* dueBuyers.isAny(dialect, org))
}
