import { sql } from 'kysely'
import { all, first, type Dialect, type Work } from './database.ts'
import { segmentParts, type SegmentQuantity, type SegmentTable } from './segment-plan.ts'

/** Among whom a percentile is taken. */
export type SegmentPopulation = 'all' | 'buyers' | 'sold'

interface Ranked {
  readonly table: Exclude<SegmentTable, 'segment_event'>
  readonly of: SegmentQuantity
  readonly asOf: number
}

/** A percentile by the nearest rank, in ten-thousandths, and among how many it was taken. */
export interface SegmentPercentile {
  readonly among: number
  readonly value: number | undefined
}

export function* segmentPercentile(
  dialect: Dialect,
  org: string,
  { table, of, asOf }: Ranked,
  population: SegmentPopulation,
  hundredths: number,
): Work<SegmentPercentile> {
  const own = ranked(of, asOf)
  const known = dialect.build
    .selectFrom(table)
    .where('org', '=', org)
    .where(sql.ref(of.column), 'is not', null)
    .$if(population === 'buyers', (query) => query.where(sql<boolean>`orders >= ${segmentParts}`))
    // A thousandth of a piece is the least that can be sold.
    .$if(population === 'sold', (query) => query.where(sql<boolean>`units_90 >= 10`))
  const counted = yield* first(known.select((each) => each.fn.countAll<number>().as('among')))
  const among = counted?.among ?? 0
  if (among === 0) return { among, value: undefined }
  const found = yield* first(
    known
      .select(sql<number>`${own}`.as('value'))
      .orderBy(sql`${own}`)
      .limit(1)
      .offset(rankOf(hundredths, among) - 1),
  )
  return { among, value: found?.value }
}

/** The same of the orders of the last 365 days, store by store. */
export function* storePercentiles(
  { build }: Dialect,
  org: string,
  { of, asOf }: Omit<Ranked, 'table'>,
  hundredths: number,
): Work<ReadonlyMap<string, SegmentPercentile>> {
  const own = ranked(of, asOf)
  const ofYear = build
    .selectFrom('segment_order')
    .where('org', '=', org)
    .where('day', '>', asOf - 365)
    .where(sql.ref(of.column), 'is not', null)
  const stores = yield* all(
    ofYear.select((each) => ['store', each.fn.countAll<number>().as('among')]).groupBy('store'),
  )
  const found = new Map<string, SegmentPercentile>()
  for (const { store, among } of stores) {
    const row = yield* first(
      ofYear
        .select(sql<number>`${own}`.as('value'))
        .where('store', '=', store)
        .orderBy(sql`${own}`)
        .limit(1)
        .offset(rankOf(hundredths, among) - 1),
    )
    found.set(store, { among, value: row?.value })
  }
  return found
}

function ranked({ column, isDay }: SegmentQuantity, asOf: number) {
  return isDay
    ? sql<number>`(${sql.lit(asOf)} - ${sql.ref(column)}) * ${sql.lit(segmentParts)}`
    : sql<number>`${sql.ref(column)}`
}

function rankOf(hundredths: number, among: number): number {
  return Math.max(1, Math.ceil((hundredths * among) / 100))
}

/** The days between orders of the same customers: how many gaps there are, and the one of a rank, from 0. */
export function* gapAt(
  { build }: Dialect,
  org: string,
  rank: (count: number) => readonly number[],
  options: { readonly onlySecond: boolean },
): Work<{ readonly count: number; readonly gaps: readonly number[] }> {
  const known = build
    .selectFrom('segment_order')
    .where('org', '=', org)
    .where('gap', 'is not', null)
    .$if(options.onlySecond, (query) => query.where('place', '=', 2 * segmentParts))
  const counted = yield* first(known.select((each) => each.fn.countAll<number>().as('count')))
  const count = counted?.count ?? 0
  const gaps: number[] = []
  for (const offset of count === 0 ? [] : rank(count)) {
    const row = yield* first(known.select('gap').orderBy('gap').limit(1).offset(offset))
    if (row?.gap !== null && row !== undefined) gaps.push(row.gap)
  }
  return { count, gaps }
}
