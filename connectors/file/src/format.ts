import { fault } from '@cartograph/core'
import { baseName } from './bytes.ts'

export const lineFormats = ['csv', 'tsv', 'ndjson'] as const
export const documentFormats = ['json', 'xlsx', 'xls', 'xml'] as const

export type LineFormat = (typeof lineFormats)[number]
export type DocumentFormat = (typeof documentFormats)[number]
export type Format = LineFormat | DocumentFormat

const byEnding: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  txt: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xls: 'xls',
  xml: 'xml',
}

export function isLineFormat(format: Format): format is LineFormat {
  return format === 'csv' || format === 'tsv' || format === 'ndjson'
}

/** A format whose rows are objects with fields of their own, not cells below a header. */
export function hasFields(format: Format | undefined): boolean {
  return format === 'ndjson' || format === 'json' || format === 'xml'
}

/** The format that a file's name tells; also of a pattern. */
export function formatByName(path: string): Format | undefined {
  const name = baseName(path).toLowerCase().replace(/\.gz$/, '')
  return byEnding[name.slice(name.lastIndexOf('.') + 1)]
}

/**
 * The format of a file: what the settings say, else what its name says.
 *
 * @throws a `config` fault where neither does.
 */
export function formatOf(source: { readonly format?: Format | undefined }, path: string): Format {
  const found = source.format ?? formatByName(path)
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `The name ${baseName(path)} does not tell what is in the file.`,
    hint: `Add \`format: csv\` to the source; or ${[...lineFormats, ...documentFormats].slice(1).join(', ')}.`,
  })
}
