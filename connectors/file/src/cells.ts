import { CsvError, parse, type Options } from 'csv-parse/sync'
import type { Layout } from './layout.ts'

/** Why a record is no row of cells; the words come after the place. */
export interface BrokenRecord {
  readonly broken: string
  readonly hint: string
}

export interface CellReader {
  /** The cells of complete records, or `undefined` where one of them is not well formed; `loose`: quotes inside cells are. */
  readAll(text: Buffer | string, loose: boolean): string[][] | undefined
  /** The cells of one record. */
  readOne(text: Buffer | string): string[] | BrokenRecord
}

/** Parses records that were told apart already, a page at a time. */
export function cellReader(layout: Layout): CellReader {
  const options: Options = {
    delimiter: layout.delimiter,
    quote: layout.quote === '' ? null : layout.quote,
    escape: layout.quote === '' ? null : layout.quote,
    record_delimiter: layout.newline === 'cr' ? '\r' : ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  }
  return {
    readAll: (text, loose) => {
      try {
        return parse(text, loose ? { ...options, relax_quotes: true } : options)
      } catch (error) {
        if (error instanceof CsvError) return undefined
        throw error
      }
    },
    readOne: (text) => readOne(text, options),
  }
}

function readOne(text: Buffer | string, options: Options): string[] | BrokenRecord {
  try {
    const [cells = [''], ...others] = parse(text, options)
    return others.length === 0 ? cells : inseparable
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // A quote inside an unquoted cell, as in 5" disk, is an ordinary sign.
    const cells = error.code === 'INVALID_OPENING_QUOTE' ? relaxed(text, options) : undefined
    return (
      cells ?? {
        broken: 'a quoted cell goes on after its closing quote; expected the delimiter there',
        hint: 'Write a quote inside a quoted cell twice, or set `quote: ""` where the file quotes nothing.',
      }
    )
  }
}

const inseparable: BrokenRecord = {
  broken: 'the row cannot be told from the next one',
  hint: 'Look for stray quotes and line ends in the row.',
}

function relaxed(text: Buffer | string, options: Options): string[] | undefined {
  try {
    return parse(text, { ...options, relax_quotes: true })[0]
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}
