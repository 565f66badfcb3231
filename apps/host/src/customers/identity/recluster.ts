import type { IdentitySettings } from '../../config/index.ts'
import type { Work } from '../../store/index.ts'
import { changedBook, keysOf, rememberingBook, type BookChange, type IdentityBook } from './book.ts'
import { clustersOf, type Cluster } from './clusters.ts'
import { componentsOf } from './components.ts'

/**
 * The clusters of everything that a change of some members or decisions can touch, as they are after it.
 *
 * `book` is as it was before; nothing is written. Only the components that the changed members were in, and those that they
 * come into, are looked at, however many members there are.
 */
export function* recluster(
  book: IdentityBook,
  change: BookChange,
  settings: IdentitySettings,
): Work<readonly Cluster[]> {
  // A key that leaves the members of this change may be held by few enough afterwards.
  const most = settings.recordsPerIdentifier + change.members.size
  const before = rememberingBook(book, most)
  const after = changedBook(before, change)
  const touched = yield* touchedBy(before, after, change, settings.recordsPerIdentifier)
  // Whoever was reached before may be reached no more, even at a distance, because a component became too large.
  const reached = yield* componentsOf(before, touched, settings)
  const seeds = new Set(touched)
  for (const { members } of reached) for (const { id } of members) seeds.add(id)
  const components = yield* componentsOf(after, seeds, settings)
  return components.flatMap((component) => clustersOf(component).clusters)
}

/** The changed members, those that a decision about them names, and all that share a key which somebody got or lost. */
function* touchedBy(
  book: IdentityBook,
  after: IdentityBook,
  change: BookChange,
  limit: number,
): Work<Set<string>> {
  const ids = [...change.members.keys()]
  const known = yield* book.members(ids)
  const moved = new Set<string>()
  for (const id of ids) {
    const [old, now] = [new Set(keysOf(known.get(id))), new Set(keysOf(change.members.get(id)))]
    for (const key of old) if (!now.has(key)) moved.add(key)
    for (const key of now) if (!old.has(key)) moved.add(key)
  }
  const touched = new Set(ids)
  const held = yield* book.holders([...moved], limit)
  const kept = yield* after.holders([...moved], limit)
  for (const [key, holders] of held) {
    // What joined nobody and joins nobody touches nobody.
    if (holders.length > limit && (kept.get(key)?.length ?? 0) > limit) continue
    for (const id of holders) touched.add(id)
  }
  // A record that comes may be one that staff put together with another, which is reached by this way alone.
  for (const { left, right } of yield* book.decisions(ids)) touched.add(left).add(right)
  for (const text of change.decisions.keys())
    for (const id of JSON.parse(text) as [string, string]) touched.add(id)
  return touched
}
