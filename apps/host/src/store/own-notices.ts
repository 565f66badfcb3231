import { all, first, run, type Dialect, type Work } from './database.ts'

/** An alert or a digest that was made over the API. */
export interface OwnNotice {
  readonly kind: 'alert' | 'digest'
  readonly id: string
  readonly definition: string
  readonly version: number
}

export function* ownNotices({ build }: Dialect, org: string): Work<readonly OwnNotice[]> {
  return yield* all(
    build
      .selectFrom('own_notice')
      .select(['kind', 'id', 'definition', 'version'])
      .where('org', '=', org)
      .orderBy('kind')
      .orderBy('id'),
  )
}

/** Keeps a definition; it takes the place of the one before. Gives back its version. */
export function* writeOwnNotice(
  { build }: Dialect,
  org: string,
  { kind, id, definition }: Omit<OwnNotice, 'version'>,
  now: number,
): Work<number> {
  const written = yield* first(
    build
      .insertInto('own_notice')
      .values({ org, kind, id, definition, version: 1, changed_at: now })
      .onConflict((conflict) =>
        conflict.columns(['org', 'kind', 'id']).doUpdateSet((table) => ({
          definition,
          changed_at: now,
          version: table('own_notice.version', '+', 1),
        })),
      )
      .returning('version'),
  )
  return written?.version ?? 1
}

/** The version of a definition; undefined: there is none. Whoever asks is alone with it until the transaction ends. */
export function* ownNoticeVersion(
  { build, alone }: Dialect,
  org: string,
  { kind, id }: Pick<OwnNotice, 'kind' | 'id'>,
): Work<number | undefined> {
  yield* alone(['own notice', org, kind, id])
  const row = yield* first(
    build
      .selectFrom('own_notice')
      .select('version')
      .where('org', '=', org)
      .where('kind', '=', kind)
      .where('id', '=', id),
  )
  return row?.version
}

/** False: there was none. */
export function* deleteOwnNotice(
  { build }: Dialect,
  org: string,
  { kind, id }: Pick<OwnNotice, 'kind' | 'id'>,
): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('own_notice')
      .where('org', '=', org)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .returning('id'),
  )
  return row !== undefined
}

/** Kinds of insights, and metrics of kinds, that nobody wants to hear of. */
export function* mutedInsights({ build }: Dialect, org: string): Work<ReadonlySet<string>> {
  const rows = yield* all(build.selectFrom('insight_mute').select('name').where('org', '=', org))
  return new Set(rows.map(({ name }) => name))
}

export function* muteInsight(
  { build }: Dialect,
  org: string,
  name: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .insertInto('insight_mute')
      .values({ org, name, muted_at: now })
      .onConflict((conflict) => conflict.columns(['org', 'name']).doNothing()),
  )
}

export function* unmuteInsight({ build }: Dialect, org: string, name: string): Work<void> {
  yield* run(build.deleteFrom('insight_mute').where('org', '=', org).where('name', '=', name))
}

/** How many came into each segment since an instant, how many left it, and how many are in it. */
export function* segmentTurnover(
  { build }: Dialect,
  org: string,
  since: number,
): Work<ReadonlyMap<string, { readonly entered: number; readonly left: number }>> {
  const entered = yield* all(
    build
      .selectFrom('segment_member')
      .select((table) => ['segment', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('left_at', 'is', null)
      .where('entered_at', '>=', since)
      .groupBy('segment'),
  )
  const left = yield* all(
    build
      .selectFrom('segment_member')
      .select((table) => ['segment', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('left_at', '>=', since)
      .where('entered_at', '<', since)
      .groupBy('segment'),
  )
  const found = new Map(entered.map(({ segment, count }) => [segment, { entered: count, left: 0 }]))
  for (const { segment, count } of left)
    found.set(segment, { entered: found.get(segment)?.entered ?? 0, left: count })
  return found
}

/** Products that sell, and whose stock lasts no longer than so many days at the pace of the last thirty. */
export function* stockedProducts(
  { build }: Dialect,
  org: string,
  days: number,
): Work<
  readonly {
    readonly id: string
    readonly name: string | null
    readonly stock: number
    readonly units30: number
  }[]
> {
  const rows = yield* all(
    build
      .selectFrom('segment_product')
      .select(['id', 'name', 'stock', 'units_30 as units30'])
      .where('org', '=', org)
      .where('stock', 'is not', null)
      .where('days_of_cover', '<=', days)
      .where('units_30', '>', 0)
      .orderBy('id')
      .limit(1000),
  )
  return rows.map((row) => Object.assign({}, row, { stock: row.stock ?? 0 }))
}
