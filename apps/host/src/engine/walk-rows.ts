import type { HeldSlice } from '../store/index.ts'
import { commitChanges } from './commit.ts'
import { contractSlice, plannedSlice } from './plan.ts'
import { prepareChanges } from './prepare.ts'
import type { StreamScene } from './stream-run.ts'
import { storedPosition, uncommitted, walkOf, walkPages } from './walk.ts'

/** Reads the rows of a slice, page by page; each page is committed before the next is asked for. */
export async function walkRows(scene: StreamScene, slice: HeldSlice): Promise<void> {
  const { stream, context, tally } = scene
  const listing = stream.list
  if (listing === undefined) return
  const position = storedPosition(listing.position, slice.position)
  const pages = listing.read(context, contractSlice(slice), position)
  let number = slice.page
  for await (const { page, next, from, to } of walkPages(walkOf(scene), pages, slice.position)) {
    const prepared = prepareChanges(scene, page.items, { from, to })
    const shape = scene.drift.news()
    const status = await commitChanges(scene, prepared, {
      observedTo: to,
      listed: {
        slice: {
          id: slice.id,
          fence: slice.fence,
          page: number,
          pages: 1,
          position: next,
          end: page.end === true,
          nameless: prepared.nameless.length,
          split: (page.split ?? []).map(plannedSlice),
          observedTo: to,
        },
        generation: slice.generation,
        scope: slice.scope,
      },
      ...(shape !== undefined && { shape }),
    })
    if (status !== 'committed') throw uncommitted(scene, status)
    tally.read += page.items.length
    scene.progress({})
    if ((page.split?.length ?? 0) > 0) return
    number += 1
  }
}
