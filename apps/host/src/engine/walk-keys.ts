import { commitSighting, keyText, type HeldSlice } from '../store/index.ts'
import { contractSlice } from './plan.ts'
import type { StreamScene } from './stream-run.ts'
import { storedPosition, uncommitted, walkOf, walkPages } from './walk.ts'

/** Reads which keys of a slice exist: what the store has beyond them is missing, what it lacks is asked for. */
export async function walkKeys(scene: StreamScene, slice: HeldSlice): Promise<void> {
  const { store, place, stream, context, tally } = scene
  const listing = stream.list
  if (listing?.keys === undefined) return
  const position = storedPosition(listing.position, slice.position)
  const pages = listing.keys(context, contractSlice(slice), position)
  let number = slice.page
  let unknown = 0
  for await (const { page, next, from } of walkPages(walkOf(scene), pages, slice.position)) {
    const result = await store.write((dialect, org) =>
      commitSighting(dialect, org, {
        place,
        slice: {
          id: slice.id,
          fence: slice.fence,
          page: number,
          pages: 1,
          position: next,
          end: page.end === true,
          nameless: 0,
          split: [],
          // A record that was seen may have changed since: only what is asked for from now on is newer.
          observedTo: from,
        },
        generation: slice.generation,
        keys: [...new Set(page.items.map(keyText))],
        canGet: stream.get !== undefined,
      }),
    )
    if (result.status !== 'committed') throw uncommitted(scene, result.status)
    unknown += result.unknown
    scene.progress({})
    number += 1
  }
  if (unknown > 0 && stream.get === undefined)
    tally.notes.add(
      `${unknown} records of ${place.stream} exist at the source but were not among the rows it gave; \`--full\` reads everything anew.`,
    )
}
