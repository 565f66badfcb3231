import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'

/** Paid orders of a connection in the thirty days before it was counted. */
export interface QuotaCount {
  readonly connection: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly paidOrders: number
  readonly countedAt: number
}

const writeCount = insertOrReplace('quota_count', [
  'org',
  'connection',
  'day',
  'paid_orders',
  'counted_at',
])

/** Takes the place of what was counted on the same day; connections that are there no more have no count of that day. */
export function* writeQuotaCounts(
  { build }: Dialect,
  org: string,
  day: number,
  counts: readonly QuotaCount[],
): Work<void> {
  yield* run(build.deleteFrom('quota_count').where('org', '=', org).where('day', '=', day))
  yield* bulk(
    writeCount,
    counts.map(({ connection, paidOrders, countedAt }) => [
      org,
      connection,
      day,
      paidOrders,
      countedAt,
    ]),
  )
}

/** What was counted from a day on, in the order of days and connections. */
export function* quotaCounts(
  { build }: Dialect,
  org: string,
  from: number,
): Work<readonly QuotaCount[]> {
  return yield* all(
    build
      .selectFrom('quota_count')
      .select(['connection', 'day', 'paid_orders as paidOrders', 'counted_at as countedAt'])
      .where('org', '=', org)
      .where('day', '>=', from)
      .orderBy('day')
      .orderBy('connection'),
  )
}
