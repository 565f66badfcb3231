import { all, type Dialect, type Work } from './database.ts'

/** Followed carts of whoever some rows are of, and carts that some orders are. */
export function* cartsOfOrders(
  { build, within }: Dialect,
  org: string,
  orders: readonly string[],
): Work<readonly string[]> {
  if (orders.length === 0) return []
  const own = yield* all(
    build
      .selectFrom('cart_watch')
      .select('cart')
      .where('org', '=', org)
      .where('order_id', 'in', within(orders)),
  )
  const persons = yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .select('person_member.person')
      .distinct()
      .where('person_trace.org', '=', org)
      .where('person_trace.entity', '=', 'order')
      .where('person_trace.id', 'in', within(orders)),
  )
  const theirs = yield* cartsOfPersons(
    { build, within },
    org,
    persons.map(({ person }) => person),
  )
  return [...new Set([...own.map(({ cart }) => cart), ...theirs])]
}

/** Followed carts of some persons. */
export function* cartsOfPersons(
  { build, within }: Pick<Dialect, 'build' | 'within'>,
  org: string,
  persons: readonly string[],
): Work<readonly string[]> {
  if (persons.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('person_member')
      .innerJoin('person_trace', (join) =>
        join
          .onRef('person_trace.org', '=', 'person_member.org')
          .onRef('person_trace.member', '=', 'person_member.id'),
      )
      .innerJoin('cart_watch', (join) =>
        join
          .onRef('cart_watch.org', '=', 'person_trace.org')
          .onRef('cart_watch.row_id', '=', 'person_trace.id')
          .onRef('cart_watch.entity', '=', 'person_trace.entity'),
      )
      .select('cart_watch.cart')
      .distinct()
      .where('person_member.org', '=', org)
      .where('person_member.person', 'in', within(persons))
      .where('person_trace.entity', 'in', ['cart', 'event']),
  )
  return rows.map(({ cart }) => cart)
}

/** Whose a row is, where it says so. */
export function* personOfRow(
  { build }: Dialect,
  org: string,
  entity: string,
  id: string,
): Work<string | undefined> {
  const rows = yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .select('person_member.person')
      .where('person_trace.org', '=', org)
      .where('person_trace.entity', '=', entity)
      .where('person_trace.id', '=', id),
  )
  return rows[0]?.person
}

/** The orders of a person from an instant on, by the vendors' clocks, the oldest first. */
export function* ordersOfPersonSince(
  { build }: Dialect,
  org: string,
  person: string,
  since: number,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('person_member')
      .innerJoin('person_trace', (join) =>
        join
          .onRef('person_trace.org', '=', 'person_member.org')
          .onRef('person_trace.member', '=', 'person_member.id'),
      )
      .select(['person_trace.id', 'person_trace.at'])
      .where('person_member.org', '=', org)
      .where('person_member.person', '=', person)
      .where('person_trace.entity', '=', 'order')
      .where('person_trace.at', '>=', since)
      .orderBy('person_trace.at')
      .orderBy('person_trace.id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}
