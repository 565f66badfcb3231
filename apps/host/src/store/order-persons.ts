import { all, type Dialect, type Work } from './database.ts'

/** Whose some orders are, by order. */
export function personsOfOrders(
  dialect: Dialect,
  org: string,
  orders: readonly string[],
): Work<ReadonlyMap<string, string>> {
  return personsOfThese(dialect, org, 'order', orders)
}

/** Whose some rows of an entity are, by their ids. */
export function* personsOfThese(
  { build, within }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .select(['person_trace.id', 'person_member.person'])
      .where('person_trace.org', '=', org)
      .where('person_trace.entity', '=', entity)
      .where('person_trace.id', 'in', within(ids)),
  )
  return new Map(rows.map(({ id, person }) => [id, person]))
}
