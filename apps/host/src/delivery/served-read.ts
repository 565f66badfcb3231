import type { ServedVersion, SinkPlace, Store } from '../store/index.ts'
import { readPieces, unpacked } from './served-pieces.ts'

/** The bytes of a version: as they are kept, or unpacked; a piece in the memory at a time. */
export function servedBytes(
  store: Store,
  place: SinkPlace,
  version: ServedVersion,
  coding: 'gzip' | 'br' | 'identity',
): AsyncIterable<Buffer> {
  if (coding !== 'identity') return readPieces(store, place, version, coding)
  return unpacked(readPieces(store, place, version, 'gzip'))
}
