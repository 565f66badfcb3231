import { baseName } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import { scannedRows } from '../scanned-rows.ts'
import { readText } from '../text.ts'
import type { Walk } from '../walk-request.ts'
import { declaredEncoding } from './declared-encoding.ts'
import { elementScan } from './element-scan.ts'

/** The rows of an XML document: the elements at one path. */
export function xmlRows(walk: Walk): FoundRows {
  const { rows = '/*/*', lists = [] } = walk.source
  return scannedRows(
    readText(walk, declaredEncoding),
    elementScan(baseName(walk.path), rows, new Set(lists)),
  )
}
