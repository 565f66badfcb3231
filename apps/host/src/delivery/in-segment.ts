import type { JsonObject } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { rowsInSegment, type StoredRow } from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

type Sources = readonly (readonly StoredRow[])[]

/**
 * The rows that the delivery's segment has, of each source, and in each which of its other segments it is in.
 *
 * What is deleted is left as it is, and so is everything where the delivery names no segment.
 */
export async function withSegments(scene: DeliveryScene, sources: Sources): Promise<Sources> {
  const { segment, segments } = scene.delivery
  if (segment === undefined && segments === undefined) return sources
  const rows = sources.flat().filter(({ deleted }) => !deleted)
  const ids = [...new Set(rows.map(({ id }) => id))]
  const named = [...(segment === undefined ? [] : [segment]), ...(segments ?? [])]
  const members = await scene.store.read(function* (dialect, org) {
    const found = new Map<string, ReadonlySet<string>>()
    for (const each of named)
      found.set(each.id, yield* rowsInSegment(dialect, org, each, scene.delivery.from, ids))
    return found
  })
  const isIn = (id: string, of: string) => members.get(of)?.has(id) === true
  const labelled = (row: StoredRow): StoredRow => {
    if (row.deleted || segments === undefined) return row
    const own = segments.flatMap((each) => (isIn(row.id, each.id) ? each.id : []))
    const data = Object.assign({}, JSON.parse(row.data) as JsonObject, { segments: own })
    return { ...row, data: JSON.stringify(data) }
  }
  return sources.map((own) =>
    own
      .filter(({ id, deleted }) => deleted || segment === undefined || isIn(id, segment.id))
      .map(labelled),
  )
}

/** What a delivery says of segments, as part of what it is: another choice is a delivery that begins anew. */
export function segmentsText({ segment, segments }: Delivery): string {
  const only = segment === undefined ? '' : ` in ${segment.id}`
  return segments === undefined ? only : `${only} of ${segments.map(({ id }) => id).join(' ')}`
}
