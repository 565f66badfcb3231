import { all, type Dialect, type Work } from './database.ts'
import { applies, type Judged } from './judged-records.ts'
import type { PreparedPage } from './prepared-page.ts'
import { dropRefreshes, wishRefreshes, type RefreshWish } from './refreshes.ts'

/** Takes off the wishes that a page fulfils, and notes those that it gives reason for. */
export function* keepWishes(
  dialect: Dialect,
  org: string,
  page: PreparedPage,
  judged: readonly Judged[],
): Work<void> {
  const { place, observedTo } = page
  yield* dropRefreshes(org, place, page.refreshed)
  const asks = page.indistinct === 'ask'
  const hinted = asks ? page.refresh : []
  const indistinct = asks ? judged.filter(({ verdict }) => verdict === 'indistinct') : []
  const stale = yield* staleElsewhere(dialect, org, page, judged)
  const wishes: readonly RefreshWish[] = [
    ...hinted.map((key) => ({ place, key, notBefore: observedTo })),
    ...indistinct.map(({ record, stored }) => ({
      place,
      key: record.key,
      notBefore: Math.max(record.to, stored?.obs_to ?? 0),
    })),
    ...stale.map(({ stream, key }) => ({
      place: { connection: place.connection, stream },
      key,
      notBefore: observedTo,
    })),
  ]
  yield* wishRefreshes(org, wishes)
}

/** Two clocks that agree may be that far apart, and a change may show that late. */
const staleMarginMs = 60_000

/** The records of other streams that what this page applies makes stale: not those that were seen after the change. */
function* staleElsewhere(
  { build, within }: Dialect,
  org: string,
  page: PreparedPage,
  judged: readonly Judged[],
): Work<readonly { readonly stream: string; readonly key: string }[]> {
  const affected = judged
    .filter((each) => applies(each, page))
    .flatMap(({ record }) => {
      const changedAt = versionInstant(record.version)
      const seenBy = changedAt && changedAt - page.vendorOffsetMs + staleMarginMs
      return record.affects.map(({ stream, key }) => ({ stream, key, seenBy }))
    })
    .filter(({ stream }) => page.askable.has(stream))
  const stale: { readonly stream: string; readonly key: string }[] = []
  for (const [stream, own] of Map.groupBy(affected, (each) => each.stream)) {
    const rows = yield* all(
      build
        .selectFrom('record')
        .select(['key', 'obs_from'])
        .where('org', '=', org)
        .where('connection', '=', page.place.connection)
        .where('stream', '=', stream)
        .where('key', 'in', within(own.map(({ key }) => key))),
    )
    const seen = new Map(rows.map((row) => [row.key, row.obs_from]))
    for (const { key, seenBy } of own) {
      const from = seen.get(key)
      const isStale =
        from === undefined ? !page.loading.has(stream) : seenBy === undefined || from <= seenBy
      if (isStale) stale.push({ stream, key })
    }
  }
  return stale
}

/** A version as an instant in milliseconds, where it is one. */
function versionInstant(version: string | null): number | undefined {
  if (version === null) return undefined
  if (/^\d+$/.test(version)) return Number(version) > 1e12 ? Number(version) : undefined
  const instant = Date.parse(version)
  return Number.isNaN(instant) ? undefined : instant
}
