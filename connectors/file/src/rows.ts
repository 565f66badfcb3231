import type { Change, Fault, Json, Key } from '@cartograph/core'
import { isNative, textOf, type Cell } from './cell.ts'
import { cellType, type CellType } from './cell-types.ts'
import type { ColumnSettings } from './column-settings.ts'
import { fileColumn, lineColumn } from './header.ts'

export type Row = { readonly [column: string]: Json }

/** What makes rows of one file; `key`: the columns that identify one, if the settings name them. */
export interface RowRules {
  readonly file: string
  readonly key: readonly string[] | undefined
  /** The source is this one file, whatever it is called: its name is no part of a row's place. */
  readonly isOnlyFile: boolean
  readonly columns: Readonly<Record<string, ColumnSettings>> | undefined
  /** What a row is counted as. */
  readonly unit: 'line' | 'row' | 'element'
}

export interface RowMaker {
  /** The change for a row's cells, in the order of the header; `lines`: how many lines of the file it takes. */
  ofCells(cells: readonly string[], line: number, lines: number): Change<Row>
  /** The change for a row of a spreadsheet, whose empty cells at the end may be missing. */
  ofSheet(cells: readonly Cell[], line: number): Change<Row>
  /** The change for a row that is an object already. */
  ofObject(fields: Readonly<Record<string, Json>>, line: number): Change<Row>
  /**
   * A dead letter for a record that cannot be read. It names its key only where the line is the key and the record is that
   * line alone: otherwise nobody knows which rows it was, and nothing may be deleted for being absent.
   */
  reject(line: number, lines: number, problem: string, hint: string): Change<Row>
}

interface TypedColumn {
  readonly name: string
  readonly type: CellType
  /** Reads what is a number, date or truth value in the file already, however the settings say that texts write it. */
  readonly native: CellType
}

export function rowMaker(rules: RowRules, header: readonly string[]): RowMaker {
  const typed = typedColumns(rules)
  const width = header.length
  return {
    ofCells: (cells, line, lines) => {
      if (cells.length !== width)
        return reject(rules, line, lines, {
          message: `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header ${width}`,
          hint: 'A delimiter inside a text needs quotes around the text. Mend the row in the file, or in the system that wrote it.',
        })
      const row: Record<string, Json> = {}
      for (let index = 0; index < width; index += 1) row[header[index] ?? ''] = cells[index] ?? ''
      return finished(rules, row, line, readTyped(row, typed))
    },
    ofSheet: (cells, line) => {
      const beyond = cells.findLastIndex((cell) => textOf(cell) !== '')
      if (beyond >= width)
        return reject(rules, line, 1, {
          message: `the row has a value in column ${beyond + 1}, the header ends with column ${width}`,
          hint: 'Give the column a name in the header, or empty the cell.',
        })
      const row: Record<string, Json> = {}
      const natives = new Set<string>()
      for (let index = 0; index < width; index += 1) {
        const name = header[index] ?? ''
        const cell = cells[index] ?? ''
        row[name] = textOf(cell)
        if (isNative(cell)) natives.add(name)
      }
      return finished(rules, row, line, readTyped(row, typed, natives))
    },
    ofObject: (fields, line) => {
      if (rules.key === undefined && (fileColumn in fields || lineColumn in fields))
        return reject(rules, line, 1, {
          message: `the fields ${fileColumn} and ${lineColumn} are kept for where a row stands`,
          hint: 'Name a `key` in the settings of the source.',
        })
      const row = { ...fields }
      return finished(rules, row, line, readTyped(row, typed))
    },
    reject: (line, lines, problem, hint) => reject(rules, line, lines, { message: problem, hint }),
  }
}

function typedColumns({ columns }: RowRules): readonly TypedColumn[] {
  return Object.entries(columns ?? {})
    .filter(([, column]) => column.type !== 'text' || column.emptyIsMissing === true)
    .map(([name, column]) => ({ name, type: cellType(column), native: cellType(plain(column)) }))
}

/** The column without what it says about the form of texts. */
function plain(column: ColumnSettings): ColumnSettings {
  if (column.type === 'text') return column
  if (column.type !== 'instant') return { type: column.type }
  return { type: column.type, zone: column.zone }
}

const none: readonly TypedColumn[] = []
const noNames: ReadonlySet<string> = new Set()

/** Reads the typed columns in place; gives back those whose cells do not fit. */
function readTyped(
  row: Record<string, Json>,
  typed: readonly TypedColumn[],
  natives: ReadonlySet<string> = noNames,
): readonly TypedColumn[] {
  let misfits: TypedColumn[] | undefined
  for (const column of typed) {
    const cell = row[column.name]
    if (cell === undefined || cell === null) continue
    const { native, type } = column
    const value =
      typeof cell === 'string'
        ? (natives.has(column.name) ? native : type).read(cell)
        : readPlain(cell, column)
    if (value === undefined) (misfits ??= []).push(column)
    else row[column.name] = value
  }
  return misfits ?? none
}

/** JSON brings numbers and truth values as such. */
function readPlain(cell: Json, { native }: TypedColumn): Json | undefined {
  return typeof cell === 'number' || typeof cell === 'boolean'
    ? native.read(String(cell))
    : undefined
}

function finished(
  rules: RowRules,
  row: Record<string, Json>,
  line: number,
  misfits: readonly TypedColumn[],
): Change<Row> {
  const [misfit] = misfits
  if (misfit !== undefined) {
    // A key that could not be read as declared is not the key that the row had before.
    const isKeyRead = misfits.every(({ name }) => rules.key?.includes(name) !== true)
    return rejected(rules, line, isKeyRead ? keyIn(rules, row, line) : undefined, {
      message: `column "${misfit.name}": expected ${misfit.type.expected}`,
      hint: 'Mend the cell, or declare the column otherwise under `columns`; as text it takes anything.',
      path: [misfit.name],
    })
  }
  if (rules.key !== undefined && keyOf(row, rules.key) === undefined)
    return rejected(rules, line, undefined, {
      message: `a column of the key (${rules.key.join(', ')}) is empty or holds no text or number`,
      hint: 'Give every row its key, or name other columns under `key`.',
    })
  if (rules.key === undefined) {
    row[fileColumn] = rules.file
    row[lineColumn] = line
  }
  return { op: 'upsert', row }
}

function keyIn(rules: RowRules, row: Row, line: number): Key | undefined {
  return rules.key === undefined ? placeKey(rules, line) : keyOf(row, rules.key)
}

/** Where a row stands is its key where the settings name none. */
function placeKey({ isOnlyFile, file }: RowRules, line: number): Key {
  return isOnlyFile ? [line] : [file, line]
}

/** The key of a row, or `undefined` where a part of it is missing. */
export function keyOf(row: Row, columns: readonly string[]): Key | undefined {
  const key: (string | number)[] = []
  for (const column of columns) {
    const part = row[column]
    if ((typeof part !== 'string' && typeof part !== 'number') || part === '') return undefined
    key.push(part)
  }
  const [first, ...rest] = key
  return first === undefined ? undefined : [first, ...rest]
}

interface Problem {
  readonly message: string
  readonly hint: string
  readonly path?: Fault['path']
}

function reject(rules: RowRules, line: number, lines: number, problem: Problem): Change<Row> {
  const isThatLine = rules.key === undefined && lines === 1
  return rejected(rules, line, isThatLine ? placeKey(rules, line) : undefined, problem)
}

function rejected(
  { file, unit }: RowRules,
  line: number,
  key: Key | undefined,
  { message, hint, path }: Problem,
): Change<Row> {
  return {
    op: 'reject',
    at: `${file}:${line}`,
    fault: {
      $fault: 'v1',
      kind: 'record',
      message: `${file}, ${unit} ${line}: ${message}.`,
      hint,
      ...(path !== undefined && { path }),
    },
    ...(key !== undefined && { key }),
  }
}
