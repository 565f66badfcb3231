import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import type { Configuration, Feed } from '../config/index.ts'
import {
  giversOf,
  isStillRead,
  replaceFile,
  servedBytes,
  writeDraft,
  type DraftItem,
  type ServedDraft,
} from '../delivery/index.ts'
import {
  beginServed,
  confirmServed,
  ensureAddresses,
  newAddressToken,
  readServed,
  refuseServed,
  swapServed,
  writeFeedRun,
  type Served,
  type ServedVersion,
  type Store,
} from '../store/index.ts'
import { feedItems, type FeedScene } from './feed-items.ts'
import { feedPart, feedPlace } from './feed-place.ts'
import {
  asBefore,
  feedCount,
  type FeedCount,
  type FeedReport,
  type PushedFeed,
} from './feed-report.ts'
import { readFeedState, type FeedState } from './feed-state.ts'
import { encoded, formOf } from './forms/form.ts'
import { readStocks } from './rows/read-stocks.ts'

/** A version that was replaced stays at least this long: a slow reader may be in the middle of it. */
const graceMs = 600_000
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
  const report = reportOf(scene, { done, state, served, count, endedAt: now() })
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

interface Done extends Pick<FeedReport, 'state' | 'vanished' | 'held' | 'pushed' | 'file'> {
  readonly version?: ServedVersion
  readonly fault?: Fault
  readonly note?: string
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
  const shown = await show(scene, served, count)
  if (shown.state !== 'made' && shown.state !== 'same') return shown
  const file = await intoFile(scene, shown)
  const pushed = feed.to === undefined ? undefined : await making.push?.(scene, count)
  return { ...shown, ...(file && { file }), ...(pushed !== undefined && { pushed }) }
}

const waiting = { state: 'waiting', vanished: 0 } as const

async function show(scene: FeedScene, served: Served | undefined, count: FeedCount): Promise<Done> {
  const { store, feed, now } = scene
  const place = feedPlace(feed)
  const id = randomUUID()
  await store.write((dialect, org) => beginServed(dialect, org, place, id))
  const refuse = (why: Parameters<typeof refuseServed>[4]) =>
    store.write((dialect, org) => refuseServed(dialect, org, place, id, why))
  let draft: ServedDraft
  try {
    draft = await draftOf(scene, id, served?.version, count)
  } catch (error) {
    scene.signal.throwIfAborted()
    await refuse({ fault: JSON.stringify(faultOf(error, feed.id)) })
    throw error
  }
  const of = served?.version?.items ?? 0
  const { vanished, ...version } = draft
  if (of === 0 && draft.items === 0) {
    await refuse({})
    return { ...waiting, note: 'Its first version is made once there is a product in it.' }
  }
  const isTooMuch = draft.items === 0 || vanished > of * feed.drop
  if (of > 0 && isTooMuch && served?.accepted !== true) {
    await refuse({ held: { vanished, of, at: now } })
    return { state: 'held', vanished, held: { vanished, of }, ...shownBefore(served) }
  }
  const isSame = served?.version?.hash === draft.hash
  const made = { made: 0, madeWith: '' }
  const isDone = await store.write((dialect, org) =>
    isSame
      ? confirmServed(dialect, org, place, id, made)
      : swapServed(dialect, org, place, {
          version,
          state: made,
          keep: feed.keep,
          keepFrom: now - graceMs,
        }),
  )
  if (!isDone) throw takenOver(feed)
  return isSame
    ? { state: 'same', vanished, ...shownBefore(served) }
    : { state: 'made', vanished, version }
}

async function draftOf(
  scene: FeedScene,
  id: string,
  present: ServedVersion | undefined,
  count: FeedCount,
): Promise<ServedDraft> {
  const { store, feed, signal, now } = scene
  const form = formOf(feed)
  const pages = async function* pages(): AsyncGenerator<readonly DraftItem[]> {
    for await (const page of feedItems(scene)) {
      for (const each of page) count.add(each)
      yield page.flatMap(({ key, item }) => (item === undefined ? [] : [{ key, item }]))
    }
  }
  return writeDraft(
    {
      store,
      place: feedPlace(feed),
      signal,
      clock: { now: () => now },
      waits: {},
      takenOver: () => takenOver(feed),
    },
    { contentType: form.contentType, encode: (items) => encoded(form, items) },
    id,
    present,
    pages(),
  )
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
    readonly served: Served | undefined
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

function shownBefore(served: Served | undefined): Pick<Done, 'version'> {
  return served?.version === undefined ? {} : { version: served.version }
}

function giversOfGoods(configuration: Pick<Configuration, 'connections'>) {
  return [...giversOf(configuration, 'product'), ...giversOf(configuration, 'variant')]
}

function takenOver(feed: Feed): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    scope: 'part',
    message: `Another run took over the feed ${feed.id}.`,
  }
}
