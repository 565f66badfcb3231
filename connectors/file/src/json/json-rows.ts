import { baseName } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import { scannedRows } from '../scanned-rows.ts'
import { readText } from '../text.ts'
import type { Walk } from '../walk-request.ts'
import { elementSplitter } from './split-elements.ts'

/** The rows of a JSON document: the objects of one list in it. */
export function jsonRows(walk: Walk): FoundRows {
  return scannedRows(readText(walk), elementSplitter(baseName(walk.path), walk.source.rows ?? '$'))
}
