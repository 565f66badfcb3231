import type { Configuration } from '../../config/index.ts'
import { servedBytes } from '../../delivery/index.ts'
import {
  dropHiddenVersions,
  readServed,
  type Occurrence,
  type SinkPlace,
  type Store,
} from '../../store/index.ts'
import { isTrodden, type Trail } from './trail.ts'

/**
 * Takes away the documents that vendors were shown before, and tells whether those that are shown now name the person.
 *
 * These are packed, so that no search of the tables finds a text in them. A download of an older one that is under way breaks off.
 */
export async function shownDocuments(
  store: Store,
  { deliveries }: Pick<Configuration, 'deliveries'>,
  trail: Trail,
): Promise<readonly Occurrence[]> {
  const places = new Map(
    [...deliveries.values()].map(({ connection, sink }) => [
      `${connection}.${sink}`,
      { connection, sink },
    ]),
  )
  let rows = 0
  for (const place of places.values()) {
    await store.write((dialect, org) => dropHiddenVersions(dialect, org, place))
    if (await isShown(store, place, trail)) rows += 1
  }
  return rows === 0 ? [] : [{ table: 'served_chunk', column: 'data', rows }]
}

async function isShown(store: Store, place: SinkPlace, trail: Trail): Promise<boolean> {
  const state = await store.read((dialect, org) => readServed(dialect, org, place))
  const shown = state?.version
  if (shown === undefined) return false
  const longest = Math.max(0, ...trail.texts.map((text) => text.length))
  const decoder = new TextDecoder()
  let before = ''
  for await (const piece of servedBytes(store, place, shown, 'identity')) {
    const text = before + decoder.decode(piece, { stream: true })
    if (isTrodden(text, trail)) return true
    before = text.slice(-longest)
  }
  return false
}
