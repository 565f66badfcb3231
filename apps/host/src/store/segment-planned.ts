import { sql } from 'kysely'
import { all, first, type Dialect, type Work } from './database.ts'
import type { PlannedSegment } from './segment-plan.ts'
import { planSql } from './segment-plan-sql.ts'

/** The rows that a plan is of: whichever they are, they have a name. */
export function itemsOf({ table }: Pick<PlannedSegment, 'table'>) {
  return sql<{ org: string; id: string }>`${sql.table(table)}`.as('item')
}

/** Who fulfils a plan, in the order of their ids. */
export function* plannedMembers(
  { build }: Dialect,
  org: string,
  plan: PlannedSegment,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom(itemsOf(plan))
      .select('item.id')
      .where('item.org', '=', org)
      .where('item.id', '>', after)
      .where(planSql(plan, 'item'))
      .orderBy('item.id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

export function* countPlanned({ build }: Dialect, org: string, plan: PlannedSegment): Work<number> {
  const row = yield* first(
    build
      .selectFrom(itemsOf(plan))
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('item.org', '=', org)
      .where(planSql(plan, 'item')),
  )
  return row?.count ?? 0
}

/** Whether one customer, order or product fulfils a plan; undefined where there is none of that name. */
export function* fulfilsPlan(
  { build }: Dialect,
  org: string,
  plan: PlannedSegment,
  id: string,
): Work<boolean | undefined> {
  const row = yield* first(
    build
      .selectFrom(itemsOf(plan))
      .select(sql<number>`case when ${planSql(plan, 'item')} then 1 else 0 end`.as('is_in'))
      .where('item.org', '=', org)
      .where('item.id', '=', id),
  )
  return row && row.is_in === 1
}

/** What is kept in a column of one customer, order or product; undefined where nothing is known. */
export function* segmentValueOf(
  { build }: Dialect,
  org: string,
  table: PlannedSegment['table'],
  column: string,
  id: string,
): Work<string | number | undefined> {
  const row = yield* first(
    build
      .selectFrom(itemsOf({ table }))
      .select(sql<string | number | null>`${sql.ref(`item.${column}`)}`.as('value'))
      .where('item.org', '=', org)
      .where('item.id', '=', id),
  )
  return row?.value ?? undefined
}
