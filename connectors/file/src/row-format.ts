import type { Json } from '@cartograph/core'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { guarded, unguarded } from './formulas.ts'
import type { Frame } from './frame.ts'
import { firstElementText, rowElement, unwritable } from './xml/row-element.ts'
import { newScan, noRecords, splitRecords, type Signs } from './split-records.ts'
import type { SinkRow } from './sink-rows.ts'
import { tooLongForCells } from './spreadsheet/write-sheet.ts'

/** How a sink's file is written: UTF-8 without a byte order mark, lines end in a line feed. */
export interface RowFormat {
  readonly extension: 'csv' | 'tsv' | 'ndjson' | 'json' | 'xml'
  readonly signs: Signs
  /** The first line names the columns. */
  readonly hasHeader: boolean
  headerOf(columns: readonly string[]): Buffer
  /** A line for each row, its end included. */
  linesOf(rows: readonly SinkRow[], columns: readonly string[]): readonly Buffer[]
  /** The names in a header line, or undefined where it is none. */
  readHeader(line: Buffer): readonly string[] | undefined
  /** The key of a line, or undefined where it has none. */
  keyOf(line: Buffer): string | undefined
  /** Lines with their cells moved from one list of columns to another. */
  moveCells(lines: Buffer, from: readonly string[], to: readonly string[]): readonly Buffer[]
  /** What stands around the rows, where they are part of a document; `headerOf` gives its head too. */
  readonly frame?: Frame
  /** Why a row cannot be written, in words for a fault. */
  problemOf?(row: SinkRow): string | undefined
}

/** A workbook, whose rows are no lines. */
export interface WorkbookFormat {
  readonly extension: 'xlsx'
  readonly hasHeader: true
  problemOf(row: SinkRow): string | undefined
}

export type SinkFormat = RowFormat | WorkbookFormat

const quote = 34
const newline = 10

export const csv = table('csv', ',')
export const tsv = table('tsv', '\t')

export const xlsx: WorkbookFormat = {
  extension: 'xlsx',
  hasHeader: true,
  problemOf: tooLongForCells,
}

/** The same, with texts that a spreadsheet would calculate marked as texts. */
const withoutFormulas = { csv: table('csv', ',', true), tsv: table('tsv', '\t', true) }

/** How a format is written where the settings say what becomes of formulas. */
export function formatFor<Format extends SinkFormat>(
  format: Format,
  { formulas }: { readonly formulas?: 'keep' | 'escape' | undefined },
): Format | RowFormat {
  if (formulas !== 'escape') return format
  if (format.extension === 'csv') return withoutFormulas.csv
  return format.extension === 'tsv' ? withoutFormulas.tsv : format
}

export const ndjson: RowFormat = {
  extension: 'ndjson',
  signs: { delimiter: -1, quote: -1, newline },
  hasHeader: false,
  headerOf: () => Buffer.alloc(0),
  linesOf: (rows) => rows.map(({ entries }) => Buffer.from(`{${entries.map(member).join(',')}}\n`)),
  readHeader: () => [],
  keyOf: (line) => {
    const value = firstMember.exec(line.toString('utf8'))?.[1]
    return value === undefined ? undefined : String(JSON.parse(value))
  },
  moveCells: () => [],
}

const firstMember = /^\{"(?:[^"\\]|\\.)*":("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)[,}]/

function member([name, value]: readonly [string, Json]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`
}

const jsonFrame: Frame = { head: ['['], foot: ']', separator: ',' }

/** One list, an object a line. */
export const json: RowFormat = {
  ...ndjson,
  extension: 'json',
  frame: jsonFrame,
  headerOf: () => Buffer.from('[\n'),
  linesOf: (rows) =>
    rows.map(({ entries }) => Buffer.from(`{${entries.map(member).join(',')}},\n`)),
}

const xmlFrame: Frame = {
  head: ['<?xml version="1.0" encoding="UTF-8"?>', '<rows>'],
  foot: '</rows>',
  separator: '',
}

/** An element a line. */
export const xml: RowFormat = {
  extension: 'xml',
  signs: { delimiter: -1, quote: -1, newline },
  hasHeader: false,
  frame: xmlFrame,
  headerOf: () => Buffer.from(`${xmlFrame.head.join('\n')}\n`),
  linesOf: (rows) => rows.map(({ entries }) => Buffer.from(`${rowElement(entries)}\n`)),
  readHeader: () => [],
  keyOf: (line) => firstElementText(line.toString('utf8')),
  moveCells: () => [],
  problemOf: ({ entries }) => unwritable(entries),
}

function table(extension: 'csv' | 'tsv', delimiter: string, isGuarded = false): RowFormat {
  const signs = { delimiter: delimiter.charCodeAt(0), quote, newline }
  // A carriage return at the end of an unquoted cell would be read as part of the line's end.
  const written = { delimiter, record_delimiter: '\n', quoted_match: /\r/ }
  const read = { delimiter, record_delimiter: '\n', relax_column_count: true }
  const guard = isGuarded ? guarded : (text: string) => text
  const unguard = isGuarded ? unguarded : (text: string) => text
  const toLines = (records: string[][]) => cutLines(Buffer.from(stringify(records, written)), signs)
  return {
    extension,
    signs,
    hasHeader: true,
    headerOf: (columns) => Buffer.from(stringify([columns.map(guard)], written)),
    linesOf: (rows, columns) =>
      toLines(
        rows.map(({ entries }) => {
          const cells = new Map(entries)
          return columns.map((name) => cellText(cells.get(name), guard))
        }),
      ),
    readHeader: (line) => {
      try {
        return parse(line, read)[0]?.map(unguard)
      } catch {
        return undefined
      }
    },
    keyOf: (line) => unguard(firstCell(line, signs.delimiter)),
    moveCells: (lines, from, to) => {
      const places = to.map((name) => from.indexOf(name))
      return toLines(parse(lines, read).map((cells) => places.map((place) => cells[place] ?? '')))
    },
  }
}

function cutLines(bytes: Buffer, signs: Signs): readonly Buffer[] {
  const found = noRecords()
  splitRecords(bytes, signs, newScan(1), found, { most: Infinity, mostUnits: Infinity })
  return found.ends.map((end, index) => bytes.subarray(found.starts[index], end))
}

function firstCell(line: Buffer, delimiter: number): string {
  if (line[0] !== quote) {
    const end = line.indexOf(delimiter)
    return line.toString('utf8', 0, end === -1 ? line.length - 1 : end)
  }
  let end = 1
  while (end < line.length && (line[end] !== quote || line[end + 1] === quote))
    end += line[end] === quote ? 2 : 1
  return line.toString('utf8', 1, end).replaceAll('""', '"')
}

function cellText(value: Json | undefined, guard: (text: string) => string): string {
  if (typeof value === 'string') return guard(value)
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
