import type { Json } from '@cartograph/core'
import type { Scene } from './scene.ts'
import { keyOf, rowText } from './stream-keys.ts'
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

/** What a later run finds: tails from their positions, all else anew, the feed from where it was. Hints are looked up. */
export async function follow(scene: Scene, name: string, before: Followed): Promise<Followed> {
  const reading = await readStream(scene, name, { before: before.reading })
  const feed =
    before.feed === undefined ? undefined : await readFeed(scene, name, before.feed, reading)
  for (const key of reading.hinted) {
    const [row] = await getRows(scene, name, [keyOf(key)])
    if (row === null) {
      reading.rows.delete(key)
      reading.deleted.add(key)
    } else if (row !== undefined) reading.rows.set(key, rowText(row))
  }
  return { reading, feed }
}

async function readFeed(scene: Scene, name: string, from: Json, reading: Reading): Promise<Json> {
  let position = from
  for await (const page of feedPages(scene, from)) {
    for (const entry of page.items)
      if (entry.stream === name) apply(reading, streamNamed(scene, name), entry)
    position = page.next
  }
  return position
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
