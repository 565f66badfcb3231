import { rowsInSegment, type StoredRow } from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

/** The rows that the delivery's segment has, of each source; all where it has no segment. What is deleted is left as it is. */
export async function inSegment(
  { store, delivery }: DeliveryScene,
  sources: readonly (readonly StoredRow[])[],
): Promise<readonly (readonly StoredRow[])[]> {
  const { segment, from } = delivery
  if (segment === undefined) return sources
  const ids = [...new Set(sources.flat().map(({ id }) => id))]
  const members = await store.read((dialect, org) =>
    rowsInSegment(dialect, org, segment, from, ids),
  )
  return sources.map((rows) => rows.filter(({ id, deleted }) => deleted || members.has(id)))
}
