import { deleteMatching, insertNew, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'

const addDue = insertOrReplace('segment_due', ['org', 'kind', 'id', 'day'])
const addLater = insertNew('segment_due', ['org', 'kind', 'id', 'day'])
const settleDue = deleteMatching('segment_due', ['org', 'kind', 'id'])

type DueKind = 'customer' | 'product'

/** Notes whose values are to be computed anew. */
export function* markSegmentDue(
  _dialect: Dialect,
  org: string,
  kind: DueKind,
  ids: Iterable<string>,
): Work<void> {
  yield* bulk(
    addDue,
    [...new Set(ids)].map((id) => [org, kind, id, 0]),
  )
}

/** Notes customers of whom nothing is known yet, and will be from a day on. */
export function* markDueLater(
  _dialect: Dialect,
  org: string,
  later: readonly { readonly id: string; readonly day: number }[],
): Work<void> {
  yield* bulk(
    addLater,
    later.map(({ id, day }) => [org, 'customer', id, day]),
  )
}

export function* takeSegmentDue(
  { build }: Dialect,
  org: string,
  kind: DueKind,
  { today, limit }: { readonly today: number; readonly limit: number },
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('segment_due')
      .select('id')
      .where('org', '=', org)
      .where('kind', '=', kind)
      .where('day', '<=', today)
      .orderBy('id')
      .limit(limit),
  )
  yield* bulk(
    settleDue,
    rows.map(({ id }) => [org, kind, id]),
  )
  return rows.map(({ id }) => id)
}

/** Notes everybody whose values are others now although no row changed. */
export function* markPassed(
  { build }: Dialect,
  org: string,
  { today, now }: { readonly today: number; readonly now: number },
): Work<void> {
  for (const [table, kind] of [
    ['segment_customer', 'customer'],
    ['segment_product', 'product'],
  ] as const)
    yield* run(
      build
        .insertInto('segment_due')
        .columns(['org', 'kind', 'id', 'day'])
        .expression((query) =>
          query
            .selectFrom(table)
            .select((each) => [
              'org',
              each.val<DueKind>(kind).as('kind'),
              'id',
              each.lit(0).as('day'),
            ])
            .where('org', '=', org)
            .where('due_day', 'is not', null)
            .where('due_day', '<=', today),
        )
        .onConflict((conflict) => conflict.columns(['org', 'kind', 'id']).doUpdateSet({ day: 0 })),
    )
  yield* run(
    build
      .insertInto('segment_due')
      .columns(['org', 'kind', 'id', 'day'])
      .expression((query) =>
        query
          .selectFrom('segment_customer')
          .select((each) => [
            'org',
            each.val<DueKind>('customer').as('kind'),
            'id',
            each.lit(0).as('day'),
          ])
          .where('org', '=', org)
          .where('due_at', 'is not', null)
          .where('due_at', '<=', now),
      )
      .onConflict((conflict) => conflict.columns(['org', 'kind', 'id']).doUpdateSet({ day: 0 })),
  )
}
