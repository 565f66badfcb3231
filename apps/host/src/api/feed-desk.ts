import { fault, nearest } from '@cartograph/core'
import type { Configuration, Feed } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { feedPart, feedPlace, type FeedReport } from '../feeds/index.ts'
import { addressPath, feedRuns, readAddress, readServed } from '../store/index.ts'
import { servedState, type ServedState } from './served-state.ts'

/** How a product feed stands. */
export interface FeedStanding extends Pick<Feed, 'id' | 'set' | 'form' | 'rows'> {
  /** Below the host's public address, or a path where it has none; missing before the first run. */
  readonly address?: string
  readonly state?: ServedState
  readonly last?: FeedReport
}

export async function feedStandings({
  configuration,
  store,
}: Pick<Installation, 'configuration' | 'store'>): Promise<readonly FeedStanding[]> {
  const feeds = [...(configuration.feeds?.values() ?? [])]
  return store.read(function* (dialect, org) {
    const standings: FeedStanding[] = []
    for (const feed of feeds) {
      const place = feedPlace(feed)
      const address = yield* readAddress(dialect, org, place.connection, feedPart(feed))
      const served = yield* readServed(dialect, org, place)
      const [run] = yield* feedRuns(dialect, org, feed.id, 1)
      const { id, set, form, rows } = feed
      standings.push({
        id,
        set,
        form,
        rows,
        ...(address !== undefined && {
          address: `${configuration.host?.url ?? ''}${addressPath(address)}`,
        }),
        ...(served !== undefined && { state: servedState(served) }),
        ...(run !== undefined && { last: JSON.parse(run.report) as FeedReport }),
      })
    }
    return standings
  })
}

/** The reports of the last runs of a feed, the newest first. */
export async function feedReports(
  { store }: Pick<Installation, 'store'>,
  feed: Feed,
  limit: number,
): Promise<readonly FeedReport[]> {
  const runs = await store.read((dialect, org) => feedRuns(dialect, org, feed.id, limit))
  return runs.map(({ report }) => JSON.parse(report) as FeedReport)
}

/** @throws a `config` fault for a feed that does not exist. */
export function feedNamed({ feeds }: Pick<Configuration, 'feeds'>, id: string | undefined): Feed {
  const found = feeds?.get(id ?? '')
  if (found !== undefined) return found
  const ids = [...(feeds?.keys() ?? [])]
  const meant = id === undefined ? undefined : nearest(id, ids)
  throw fault({
    kind: 'config',
    message: id === undefined ? 'Which feed was not said.' : `There is no feed ${id}.`,
    hint:
      meant === undefined
        ? `The configuration has: ${ids.join(', ') || 'none; write one under `feeds:`'}.`
        : `Did you mean ${meant}?`,
  })
}
