import { sql } from 'kysely'
import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'

/** How many persons were found, changed and lost on a day in UTC, as days since 1970. */
export interface PersonDay {
  readonly day: number
  readonly made: number
  readonly changed: number
  readonly gone: number
}

const dayMs = 86_400_000

const addToDay = insertOrReplace('person_day', ['org', 'day', 'made', 'changed', 'gone'], {
  made: 'person_day.made + excluded.made',
  changed: 'person_day.changed + excluded.changed',
  gone: 'person_day.gone + excluded.gone',
})

/** Counts what happened to persons at an instant. */
export function* countDay(
  org: string,
  now: number,
  { made, changed, gone }: Omit<PersonDay, 'day'>,
): Work<void> {
  if (made + changed + gone === 0) return
  yield* bulk(addToDay, [[org, Math.floor(now / dayMs), made, changed, gone]])
}

export function* daysSince(
  { build }: Dialect,
  org: string,
  day: number,
): Work<readonly PersonDay[]> {
  return yield* all(
    build
      .selectFrom('person_day')
      .select(['day', 'made', 'changed', 'gone'])
      .where('org', '=', org)
      .where('day', '>=', day)
      .orderBy('day'),
  )
}

/** How many of the present persons became customers on each day from one on: the day of their oldest record. */
export function* beganSince(
  { build }: Dialect,
  org: string,
  day: number,
): Work<readonly { readonly day: number; readonly persons: number }[]> {
  const began = sql<number>`since / ${sql.lit(dayMs)}`
  return yield* all(
    build
      .selectFrom('person')
      .select((table) => [began.as('day'), table.fn.countAll<number>().as('persons')])
      .where('org', '=', org)
      .where('since', '>=', day * dayMs)
      .where('since', '<', Number.MAX_SAFE_INTEGER)
      .where('deleted_at', 'is', null)
      .groupBy(began)
      .orderBy(began),
  )
}
