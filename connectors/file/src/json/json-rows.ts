import { baseName } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import { readText } from '../text.ts'
import type { Walk } from '../walk-request.ts'
import { elementSplitter } from './split-elements.ts'

/** The rows of a JSON document: the objects of one list in it. */
export async function* jsonRows(walk: Walk): FoundRows {
  const path = walk.source.rows ?? '$'
  const splitter = elementSplitter(baseName(walk.path), path)
  for await (const text of readText(walk)) {
    const rows = splitter.push(text)
    if (rows.length > 0) yield rows
  }
  splitter.end()
}
