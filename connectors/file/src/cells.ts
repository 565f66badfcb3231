import { CsvError, parse, type Options } from 'csv-parse/sync'
import type { Layout } from './layout.ts'

/** Why a record is no row of cells; the words come after the place. */
export interface BrokenRecord {
  readonly broken: string
  readonly hint: string
}

export interface CellReader {
  /** The cells of complete records, or `undefined` where one of them is not well formed. */
  readAll(text: Buffer | string): string[][] | undefined
  /** The cells of one record; `width` is how many a row has, where that is known. */
  readOne(text: Buffer | string, width: number | undefined): string[] | BrokenRecord
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
    readAll: (text) => {
      try {
        return parse(text, options)
      } catch (error) {
        if (error instanceof CsvError) return undefined
        throw error
      }
    },
    readOne: (text, width) => readOne(text, options, width),
  }
}

function readOne(
  text: Buffer | string,
  options: Options,
  width: number | undefined,
): string[] | BrokenRecord {
  try {
    const [cells] = parse(text, options)
    return cells ?? ['']
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const relaxed = relax(text, options)
    // A quote inside an unquoted cell, as in 5" disk, is harmless where the cells are as many as expected.
    if (error.code === 'INVALID_OPENING_QUOTE' && relaxed?.length === (width ?? relaxed?.length))
      return relaxed ?? ['']
    return {
      broken: 'a quoted cell goes on after its closing quote; expected the delimiter there',
      hint: 'Write a quote inside a quoted cell twice, or set `quote: ""` where the file quotes nothing.',
    }
  }
}

function relax(text: Buffer | string, options: Options): string[] | undefined {
  try {
    return parse(text, { ...options, relax_quotes: true })[0]
  } catch {
    return undefined
  }
}
