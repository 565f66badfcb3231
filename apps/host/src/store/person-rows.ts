import { all, type Dialect, type Work } from './database.ts'
import { unknownInstant } from './person-traces.ts'

export interface RowOfPerson {
  readonly entity: string
  readonly id: string
  readonly person: string
}

/** Whose the rows are that say who they are of: orders, carts, subscriptions and others; events, which are many, where they are asked for. */
export function* personsOfRows(
  { build }: Dialect,
  org: string,
  { events }: { readonly events: boolean },
): Work<readonly RowOfPerson[]> {
  return yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .select(['person_trace.entity', 'person_trace.id', 'person_member.person'])
      .where('person_trace.org', '=', org)
      .$if(!events, (query) => query.where('person_trace.entity', '<>', 'event')),
  )
}

export interface PersonSince {
  readonly id: string
  /** Epoch milliseconds of the oldest record; undefined where nobody knows. */
  readonly since: number | undefined
}

/** All present persons, in the order of their ids. */
export function* personsSince({ build }: Dialect, org: string): Work<readonly PersonSince[]> {
  const rows = yield* all(
    build
      .selectFrom('person')
      .select(['id', 'since'])
      .where('org', '=', org)
      .where('deleted_at', 'is', null)
      .orderBy('id'),
  )
  return rows.map(({ id, since }) => ({ id, since: since === unknownInstant ? undefined : since }))
}
