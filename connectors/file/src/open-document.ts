import type { DocumentFormat } from './format.ts'
import type { FoundRows } from './found-row.ts'
import { jsonRows } from './json/json-rows.ts'
import { xlsRows } from './spreadsheet/xls-rows.ts'
import { xlsxRows } from './spreadsheet/xlsx-rows.ts'
import type { Walk } from './walk-request.ts'
import { xmlRows } from './xml/xml-rows.ts'

const readers: Readonly<Record<DocumentFormat, (walk: Walk) => FoundRows>> = {
  json: jsonRows,
  xlsx: xlsxRows,
  xls: xlsRows,
  xml: xmlRows,
}

/** The rows of a document, from its beginning. */
export function openDocument(walk: Walk, format: DocumentFormat): FoundRows {
  return readers[format](walk)
}
