import type { Json, JsonObject } from '@cartograph/core'
import { stringify } from 'csv-stringify/sync'

export const exportFormats = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Rows as text, page by page. */
export interface RowWriter {
  readonly head: string
  readonly page: (rows: readonly JsonObject[]) => string
}

/**
 * Rows in a format, with the fields in this order.
 *
 * NDJSON: one row a line, with the fields it has. CSV (RFC 4180, but lines end in a line feed): a heading, a cell for every
 * field, empty where the row has none; lists and objects are JSON.
 */
export function rowWriter(format: ExportFormat, fields: readonly string[]): RowWriter {
  if (format === 'ndjson') return { head: '', page: (rows) => ndjson(rows, fields) }
  return {
    head: stringify([fields]),
    page: (rows) => stringify(rows.map((row) => fields.map((field) => cell(row[field])))),
  }
}

function ndjson(rows: readonly JsonObject[], fields: readonly string[]): string {
  return rows
    .map((row) => {
      const ordered = fields.flatMap((field) => (field in row ? [[field, row[field]]] : []))
      return `${JSON.stringify(Object.fromEntries(ordered))}\n`
    })
    .join('')
}

function cell(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
