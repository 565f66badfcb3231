import type { Json } from '@cartograph/core'
import type { Scene } from './scene.ts'
import { keyOf, keyText, rowText } from './stream-keys.ts'
import { apply, getRows, pagesOf, readStream, streamNamed, type Reading } from './walking.ts'

/** How far a stream has been followed: by its listing, and by the feed where it is in one. */
export interface Followed {
  readonly reading: Reading
  readonly feed: Json | undefined
}

/** Reads a stream once, after the position of the feed was taken: the other way round leaves a gap. */
export async function beginFollowing(scene: Scene, name: string): Promise<Followed> {
  const { feed } = scene.parts
  const start =
    feed?.streams.includes(name) === true
      ? await scene.call(() => feed.start(scene.context({ streams: [name] })))
      : undefined
  return { reading: await readStream(scene, name), feed: start }
}

/**
 * What a later run finds: the feed from where it was, tails from their positions, all else anew. Hints are looked up, and so
 * are records of which the feed tells twice in one instant.
 */
export async function follow(scene: Scene, name: string, before: Followed): Promise<Followed> {
  const told = before.feed === undefined ? undefined : await readFeed(scene, name, before)
  const reading = await readStream(scene, name, { before: told?.reading ?? before.reading })
  const hinted = new Set([...reading.hinted, ...(told?.reading.hinted ?? [])])
  for (const key of told?.reading.deleted ?? [])
    if (!reading.rows.has(key)) reading.deleted.add(key)
  for (const key of hinted) {
    const [row] = await getRows(scene, name, [keyOf(key)])
    if (row === null) {
      reading.rows.delete(key)
      reading.deleted.add(key)
    } else if (row !== undefined) reading.rows.set(key, rowText(row))
  }
  return { reading, feed: told?.feed }
}

/** Takes what the feed tells of one stream, the newest of each key: a feed may go backwards. */
async function readFeed(
  scene: Scene,
  name: string,
  { reading: known, feed: from = null }: Followed,
): Promise<Followed> {
  const stream = streamNamed(scene, name)
  const reading: Reading = {
    ...known,
    rows: new Map(known.rows),
    deleted: new Set(),
    hinted: new Set(),
  }
  const newest = new Map<string, number>()
  let position = from
  for await (const page of feedPages(scene, from)) {
    position = page.next
    for (const entry of page.items) {
      if (entry.stream !== name) continue
      const key = entry.op === 'upsert' ? stream.key(entry.row) : entry.key
      const text = key === undefined ? '' : keyText(key)
      const at = entry.at ?? Number.POSITIVE_INFINITY
      const before = newest.get(text) ?? Number.NEGATIVE_INFINITY
      if (at === before && entry.at !== undefined) reading.hinted.add(text)
      if (at < before) continue
      newest.set(text, at)
      apply(reading, stream, entry)
    }
  }
  return { reading, feed: position }
}

/** The pages of the feed after a position. */
export async function* feedPages(scene: Scene, from: Json, isInterrupted = false) {
  const { feed } = scene.parts
  if (feed === undefined) return
  const context = () => scene.context({ streams: feed.streams })
  const begin = (position: Json | undefined) =>
    scene.call(() => feed.read(context(), position ?? from))[Symbol.asyncIterator]()
  yield* pagesOf(scene, 'the feed', begin, from, isInterrupted)
}
