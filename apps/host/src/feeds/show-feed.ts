import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import type { Feed } from '../config/index.ts'
import { writeDraft, type DraftItem, type ServedDraft } from '../delivery/index.ts'
import {
  beginServed,
  confirmServed,
  refuseServed,
  swapServed,
  type Served,
  type ServedVersion,
} from '../store/index.ts'
import { feedItems, type FeedScene } from './feed-items.ts'
import { feedPlace } from './feed-place.ts'
import type { FeedCount, FeedReport } from './feed-report.ts'
import { encoded, formOf } from './forms/form.ts'

/** A version that was replaced stays at least this long: a slow reader may be in the middle of it. */
const graceMs = 600_000

/** What became of the document of a feed. */
export interface ShownFeed extends Pick<FeedReport, 'state' | 'vanished' | 'held'> {
  /** The one that is shown now. */
  readonly version?: ServedVersion
  readonly note?: string
}

export const waiting = { state: 'waiting', vanished: 0 } as const

/**
 * Writes a document of all rows beside the one that is shown, and shows it in its place at once; it stays as it is where nothing
 * changed, where too much would vanish, and where there is no row at all.
 */
export async function showFeed(
  scene: FeedScene,
  served: Served | undefined,
  count: FeedCount,
): Promise<ShownFeed> {
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

function shownBefore(served: Served | undefined): Pick<ShownFeed, 'version'> {
  return served?.version === undefined ? {} : { version: served.version }
}

function takenOver(feed: Feed): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    scope: 'part',
    message: `Another run took over the feed ${feed.id}.`,
  }
}
