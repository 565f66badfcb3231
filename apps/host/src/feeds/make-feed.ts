import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import type { Configuration, Feed } from '../config/index.ts'
import { giversOf, isStillRead, replaceFile, servedBytes } from '../delivery/index.ts'
import {
  ensureAddresses,
  newAddressToken,
  readServed,
  writeFeedRun,
  type Served,
  type Store,
} from '../store/index.ts'
import type { FeedScene } from './feed-items.ts'
import { feedPart, feedPlace } from './feed-place.ts'
import {
  asBefore,
  feedCount,
  type FeedCount,
  type FeedReport,
  type PushedFeed,
} from './feed-report.ts'
import { readFeedState, type FeedState } from './feed-state.ts'
import { readStocks } from './rows/read-stocks.ts'
import { showFeed, waiting, type ShownFeed } from './show-feed.ts'

const keptRuns = 30

export interface FeedMaking extends Pick<FeedScene, 'rates' | 'signal'> {
  readonly store: Store
  readonly configuration: Pick<Configuration, 'connections'>
  readonly now: () => number
  /** It is made though nothing changed, and before everything was read: somebody asks for it. */
  readonly isAsked?: boolean
  /** Gives the rows to the sink of the feed. */
  readonly push?: (scene: FeedScene, count: FeedCount) => Promise<PushedFeed>
}

/**
 * Makes the document of a feed anew where anything changed, and shows it at once; undefined where nothing did.
 *
 * The caller holds the lease of the feed. Rows are made, checked and written a page at a time, whatever they are many of.
 */
export async function makeFeed(feed: Feed, making: FeedMaking): Promise<FeedReport | undefined> {
  const { store, now } = making
  const startedAt = now()
  const place = feedPlace(feed)
  await store.write((dialect, org) =>
    ensureAddresses(dialect, org, [
      { connection: place.connection, part: feedPart(feed), token: newAddressToken() },
    ]),
  )
  const state = await readFeedState(store, feed, startedAt)
  const served = await store.read((dialect, org) => readServed(dialect, org, place))
  if (state.isCurrent && served?.accepted !== true && making.isAsked !== true) return undefined
  const count = feedCount()
  const scene: FeedScene = { ...making, feed, now: startedAt }
  let done: Done
  try {
    done = await make(scene, making, served, count)
  } catch (error) {
    making.signal.throwIfAborted()
    done = { state: 'failed', vanished: 0, fault: faultOf(error, feed.id) }
  }
  const report = reportOf(scene, { done, state, count, endedAt: now() })
  await store.write((dialect, org) =>
    writeFeedRun(
      dialect,
      org,
      feed.id,
      {
        id: randomUUID(),
        startedAt,
        endedAt: startedAt + report.durationMs,
        state: report.state,
        seq: state.seq,
        madeWith: state.madeWith,
        report: JSON.stringify(report),
      },
      keptRuns,
    ),
  )
  return report
}

interface Done extends ShownFeed, Pick<FeedReport, 'pushed' | 'file'> {
  readonly fault?: Fault
}

async function make(
  scene: FeedScene,
  making: FeedMaking,
  served: Served | undefined,
  count: FeedCount,
): Promise<Done> {
  const { store, feed, signal } = scene
  const isEarly = served?.version === undefined && making.isAsked !== true
  if (isEarly && (await isStillRead(store, giversOfGoods(making.configuration))))
    return { ...waiting, note: 'Its first version is made once everything has been read.' }
  await readStocks(store, feed, signal)
  const shown = await showFeed(scene, served, count)
  if (shown.state !== 'made' && shown.state !== 'same') return shown
  const file = await intoFile(scene, shown)
  const pushed = feed.to === undefined ? undefined : await making.push?.(scene, count)
  return { ...shown, ...(file && { file }), ...(pushed !== undefined && { pushed }) }
}

/** The version that is shown, in a file; each time that it is another one. */
async function intoFile(
  { store, feed }: FeedScene,
  { state, version }: Done,
): Promise<string | undefined> {
  const { file } = feed
  if (file === undefined || version === undefined || state !== 'made') return undefined
  await replaceFile(file, async (put) => {
    for await (const piece of servedBytes(store, feedPlace(feed), version, 'identity'))
      await put(piece)
  })
  return file
}

function reportOf(
  { feed, now }: FeedScene,
  {
    done,
    state,
    count,
    endedAt,
  }: {
    readonly done: Done
    readonly state: FeedState
    readonly count: FeedCount
    readonly endedAt: number
  },
): FeedReport {
  const { version, note, ...rest } = done
  const { lastReport } = state
  return {
    feed: feed.id,
    at: new Date(now).toISOString(),
    durationMs: endedAt - now,
    ...count.counts(),
    ...rest,
    ...(version !== undefined && { version: version.hash, bytes: version.bytes }),
    ...(lastReport !== undefined && { before: asBefore(lastReport) }),
    notes: note === undefined ? [] : [note],
  }
}

function giversOfGoods(configuration: Pick<Configuration, 'connections'>) {
  return [...giversOf(configuration, 'product'), ...giversOf(configuration, 'variant')]
}
