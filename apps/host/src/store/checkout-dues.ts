import { sql } from 'kysely'
import { deleteMatching } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

const settleDue = deleteMatching('checkout_due', ['org', 'entity', 'id'])

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

export function* dueCheckouts(
  { build }: Dialect,
  org: string,
  limit: number,
): Work<readonly CheckoutDue[]> {
  return yield* all(
    build
      .selectFrom('checkout_due')
      .select(['entity', 'id'])
      .where('org', '=', org)
      .orderBy('entity')
      .orderBy('id')
      .limit(limit),
  )
}

export function* settleCheckouts(
  _dialect: Dialect,
  org: string,
  dues: readonly CheckoutDue[],
): Work<void> {
  yield* bulk(
    settleDue,
    dues.map(({ entity, id }) => [org, entity, id]),
  )
}

export function* isCheckoutDue({ build }: Dialect, org: string): Work<boolean> {
  const due = yield* first(
    build.selectFrom('checkout_due').select('id').where('org', '=', org).limit(1),
  )
  return due !== undefined
}
