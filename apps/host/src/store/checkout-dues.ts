import { sql } from 'kysely'
import { run, type Dialect, type Work } from './database.ts'
import { dueNames } from './due-names.ts'

const dueRows = dueNames('checkout_due', ['org', 'entity', 'id'])

/** A payment, dispute, cart or order whose facts have to be made anew. */
export interface CheckoutDue {
  readonly entity: string
  readonly id: string
}

/** Everything of some stores. */
export function* addCheckoutsDueOf(
  { build, within }: Dialect,
  org: string,
  stores: readonly string[],
): Work<void> {
  if (stores.length === 0) return
  for (const table of ['payment_fact', 'cart_fact'] as const) {
    const statement = sql`insert into checkout_due (org, entity, id)
      select org, kind, id from ${sql.table(table)} where org = ${org} and store in ${within(stores)} on conflict do nothing`
    yield* run({ compile: () => statement.compile(build) })
  }
}

export function takeCheckoutsDue(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly CheckoutDue[]> {
  return dueRows.take(dialect, org, limit)
}

export function isCheckoutDue(dialect: Dialect, org: string): Work<boolean> {
  return dueRows.isAny(dialect, org)
}
