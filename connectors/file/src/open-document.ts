import type { DocumentFormat } from './format.ts'
import type { FoundRows } from './found-row.ts'
import { jsonRows } from './json/json-rows.ts'
import { xlsxRows } from './spreadsheet/xlsx-rows.ts'
import type { Walk } from './walk-request.ts'
import { xmlRows } from './xml/xml-rows.ts'

/** The rows of a document, from its beginning. */
export function openDocument(walk: Walk, format: DocumentFormat): FoundRows {
  if (format === 'json') return jsonRows(walk)
  if (format === 'xlsx') return xlsxRows(walk)
  if (format === 'xml') return xmlRows(walk)
  throw new Error('not yet')
}
