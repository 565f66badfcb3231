import type { Tables } from './schema.ts'

/**
 * How the schema is described, once for every database.
 *
 * There are three types: text, which is compared byte by byte; whole numbers of 64 bits; and small ones for 0 and 1 and short lists.
 */
export interface Column {
  readonly type: 'text' | 'bigint' | 'smallint'
  readonly optional: boolean
  /** What rows get that are there when the column is added, and those that leave it out. */
  readonly start: string | number | undefined
}

export type TableName = keyof Tables

export interface TableStep {
  readonly kind: 'table'
  readonly table: TableName
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, Column>>
  readonly storage: TableStorage
}

export interface TableStorage {
  /** Rows of some bytes: SQLite keeps them in the key's own tree. Wide rows would make that tree slow. */
  readonly isNarrow?: boolean
  /** How many per cent of a block PostgreSQL fills at first, so that changed rows find room beside themselves. Default: 100. */
  readonly fillPercent?: number
}

export interface ColumnStep {
  readonly kind: 'column'
  readonly table: TableName
  readonly name: string
  readonly column: Column
}

export interface IndexStep {
  readonly kind: 'index'
  readonly name: string
  readonly table: TableName
  readonly columns: readonly string[]
  readonly isUnique: boolean
  /** Only the rows that meet it are in the index. */
  readonly where: string | undefined
}

export type SchemaStep = TableStep | ColumnStep | IndexStep

const required = { optional: false, start: undefined } as const
export const text: Column = { ...required, type: 'text' }
export const bigint: Column = { ...required, type: 'bigint' }
export const smallint: Column = { ...required, type: 'smallint' }

/** A column that may be empty. */
export function optional(described: Column): Column {
  return { ...described, optional: true }
}

/** A column that is added to rows which are there already. */
export function starting(described: Column, start: string | number): Column {
  return { ...described, start }
}

export function table(
  name: TableName,
  key: readonly string[],
  columns: Readonly<Record<string, Column>>,
  storage: TableStorage = {},
): TableStep {
  return { kind: 'table', table: name, key, columns, storage }
}

/** A table of short rows that are found by their key alone. */
export function narrowTable(
  name: TableName,
  key: readonly string[],
  columns: Readonly<Record<string, Column>>,
  storage: TableStorage = {},
): TableStep {
  return table(name, key, columns, { ...storage, isNarrow: true })
}

export function column(name: TableName, added: string, described: Column): ColumnStep {
  return { kind: 'column', table: name, name: added, column: described }
}

export function index(
  name: string,
  of: TableName,
  columns: readonly string[],
  options: { readonly isUnique?: boolean; readonly where?: string } = {},
): IndexStep {
  const { isUnique = false, where } = options
  return { kind: 'index', name, table: of, columns, isUnique, where }
}
