import { sql } from 'kysely'
import type { Dialect, Work } from './database.ts'
import { asked } from './sales-scope.ts'

/** The stores that something was sold, paid or left in. */
export function* storesWithFacts(dialect: Dialect, org: string): Work<readonly string[]> {
  const rows = yield* asked<{ store: string }>(
    dialect,
    sql`select store from sales_store as s where org = ${org} and (
      exists (select 1 from sales_cube as c where c.org = s.org and c.dimension = '' and c.store = s.store)
      or exists (select 1 from payment_cube as p where p.org = s.org and p.store = s.store)
      or exists (select 1 from cart_fact as k where k.org = s.org and k.store = s.store)) order by store`,
  )
  return rows.map(({ store }) => store)
}
