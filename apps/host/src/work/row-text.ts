import type { Json, JsonObject } from '@cartograph/core'
import { stringify } from 'csv-stringify/sync'
import { withoutFormula } from '../templates/index.ts'

type TextFormat = 'ndjson' | 'csv' | 'json'

/** Rows as text, page by page. */
export interface RowWriter {
  readonly head: string
  readonly page: (rows: readonly JsonObject[]) => string
  /** What stands between two pages. */
  readonly between: string
  readonly tail: string
}

/**
 * Rows in a format, with the fields in this order.
 *
 * NDJSON: one row a line, with the fields it has. CSV (RFC 4180, but lines end in a line feed): a heading, a cell for every
 * field, empty where the row has none; lists and objects are JSON. People open CSV in spreadsheets, so nothing in it is a formula unless
 * it is `raw`. JSON: one list, a row a line.
 */
export function rowWriter(
  format: TextFormat,
  fields: readonly string[],
  { raw = false }: { readonly raw?: boolean } = {},
): RowWriter {
  if (format === 'csv') {
    const safe = raw ? (text: string) => text : withoutFormula
    return {
      head: stringify([fields]),
      page: (rows) => stringify(rows.map((row) => rowCells(row, fields).map(safe))),
      between: '',
      tail: '',
    }
  }
  const lines = (rows: readonly JsonObject[]) => rows.map((row) => ordered(row, fields))
  if (format === 'json')
    return {
      head: '[',
      page: (rows) =>
        lines(rows)
          .map((line) => `\n${line}`)
          .join(','),
      between: ',',
      tail: '\n]\n',
    }
  return {
    head: '',
    page: (rows) =>
      lines(rows)
        .map((line) => `${line}\n`)
        .join(''),
    between: '',
    tail: '',
  }
}

/** A cell for every field of a flat table. */
export function rowCells(row: JsonObject, fields: readonly string[]): readonly string[] {
  return fields.map((field) => cell(row[field]))
}

function ordered(row: JsonObject, fields: readonly string[]): string {
  const entries = fields.flatMap((field) => (field in row ? [[field, row[field]]] : []))
  return JSON.stringify(Object.fromEntries(entries))
}

function cell(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
