import {
  factsOfSources,
  firstFacts,
  ordersOfCustomers,
  type Dialect,
  type FirstOrder,
  type SalesFact,
  type Work,
} from '../../store/index.ts'

/** Facts that change, with what they were before. */
export interface FactChanges {
  readonly before: readonly SalesFact[]
  readonly after: readonly SalesFact[]
  /** The days of the first orders of everybody whose facts change. */
  readonly firsts: readonly FirstOrder[]
}

/**
 * Marks which orders are the first of their customers, given facts that change.
 *
 * An order that comes late, or goes, makes another one the first: its facts change too.
 */
export function* withFirstOrders(
  dialect: Dialect,
  org: string,
  sources: readonly string[],
  before: readonly SalesFact[],
  made: readonly SalesFact[],
): Work<FactChanges> {
  const customers = [
    ...new Set([...before, ...made].map(({ customer }) => customer).filter((name) => name !== '')),
  ]
  const changing = new Set(sources)
  const marked = yield* firstFacts(dialect, org, customers)
  const stays = marked.filter(({ source }) => !changing.has(source))
  const known = new Set(stays.map(({ customer }) => customer))
  const orphaned = marked.flatMap(({ customer, source }) =>
    changing.has(source) && !known.has(customer) ? [customer] : [],
  )
  const others = yield* ordersOfCustomers(dialect, org, orphaned, sources)
  const firsts = new Map<string, FirstOrder>()
  for (const order of [...stays, ...others, ...made.filter(isOrder)]) {
    const first = firsts.get(order.customer)
    if (first === undefined || isEarlier(order, first)) firsts.set(order.customer, order)
  }
  const turned = [
    ...marked.filter(({ customer, source }) => firsts.get(customer)?.source !== source),
    ...[...firsts.values()].filter(
      ({ customer, source }) =>
        !marked.some((each) => each.customer === customer && each.source === source),
    ),
  ].map(({ source }) => source)
  const beside = yield* factsOfSources(
    dialect,
    org,
    [...new Set(turned)].filter((source) => !changing.has(source)),
  )
  return {
    before: [...before, ...beside],
    after: [...made, ...beside].map((fact) => judged(fact, firsts)),
    firsts: [...firsts.values()],
  }
}

function judged(fact: SalesFact, firsts: ReadonlyMap<string, FirstOrder>): SalesFact {
  const first = firsts.get(fact.customer)
  if (first === undefined) return fact
  const kind = first.source === fact.source ? 'new' : 'returning'
  return { ...fact, firstDay: first.day, values: { ...fact.values, customer_kind: kind } }
}

function isOrder({ clock, customer }: SalesFact): boolean {
  return clock === 0 && customer !== ''
}

/** Orders of the same instant stand in the order of their ids, as everywhere. */
function isEarlier(one: FirstOrder, other: FirstOrder): boolean {
  return one.at < other.at || (one.at === other.at && one.source < other.source)
}
