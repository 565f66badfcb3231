import type { Json, JsonObject } from '@cartograph/core'
import { stringify } from 'csv-stringify/sync'

/**
 * A table with a heading: texts of a list are one cell with commas between them, and objects are JSON.
 *
 * With `guardFormulas` what a spreadsheet would run stands behind an apostrophe; whoever reads the file by a program would see it too.
 */
export function csvForm(
  fields: readonly string[],
  { separator, guardFormulas }: { readonly separator: string; readonly guardFormulas: boolean },
) {
  const options = { delimiter: separator, escape_formulas: guardFormulas }
  return {
    contentType: 'text/csv',
    head: stringify([[...fields]], options),
    page: (rows: readonly JsonObject[]) =>
      stringify(
        rows.map((row) => fields.map((field) => cellText(row[field]))),
        options,
      ),
    between: '',
    tail: '',
  }
}

/** A value as a cell has it. */
export function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null))
    return value.map((each) => cellText(each)).join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
