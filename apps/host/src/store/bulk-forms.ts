import { layoutOf } from './layout.ts'
import type { Tables } from './schema.ts'

/**
 * The same insert, update or delete for every one of many rows, as data: each kind of database writes its own SQL from it.
 *
 * Conditions and values are SQL that all of them read alike: `excluded.name` is what an insert brought, `given.name` what an
 * update was given, and the table's own name stands before what is stored.
 */
export type BulkForm = InsertForm | UpdateForm | DeleteForm

interface Form {
  readonly table: keyof Tables
  /** What each row gives, in this order. */
  readonly columns: readonly string[]
}

export interface InsertForm extends Form {
  readonly kind: 'insert'
  /** Columns that are not written as they are given, but as this SQL has it. `first.name` is what the first row was given, for what is reckoned once for all. */
  readonly written: Readonly<Record<string, string>>
  /** What happens to a row whose key is there: the value of each column that changes, or it stays as it is, or nothing is inserted at all. */
  readonly onConflict: Readonly<Record<string, string>> | 'keep' | 'fail'
}

export interface UpdateForm extends Form {
  readonly kind: 'update'
  /** The columns by which a row is found; the others are what it is given. */
  readonly match: readonly string[]
  readonly set: Readonly<Record<string, string>>
  readonly where: string | undefined
  readonly returning: readonly string[]
}

export interface DeleteForm extends Form {
  readonly kind: 'delete'
  readonly where: string | undefined
}

type ColumnOf<Name extends keyof Tables> = keyof Tables[Name] & string

/** Inserts rows; those whose key is there stay as they are. */
export function insertNew<Name extends keyof Tables>(
  table: Name,
  columns: readonly ColumnOf<Name>[],
): InsertForm {
  return { kind: 'insert', table, columns, written: {}, onConflict: 'keep' }
}

/**
 * Inserts rows that were not there when the transaction looked.
 *
 * Where somebody else has made one since, the transaction begins again, and finds it.
 */
export function insertFresh<Name extends keyof Tables>(
  table: Name,
  columns: readonly ColumnOf<Name>[],
): InsertForm {
  return { kind: 'insert', table, columns, written: {}, onConflict: 'fail' }
}

/** Inserts rows; those whose key is there take the new values, but for columns that say `otherwise`. `written` is as a form has it. */
export function insertOrReplace<Name extends keyof Tables>(
  table: Name,
  columns: readonly ColumnOf<Name>[],
  otherwise?: Readonly<Partial<Record<ColumnOf<Name>, string>>>,
  written: Readonly<Record<string, string>> = {},
): InsertForm {
  const { key } = layoutOf(table)
  const replaced = columns.filter((name) => !key.includes(name))
  const onConflict = Object.fromEntries(
    replaced.map((name) => [name, otherwise?.[name] ?? `excluded.${name}`]),
  )
  return { kind: 'insert', table, columns, written, onConflict }
}

/** Changes the rows that match: `set` is what they are given, or SQL where it says so. */
export function updateMatching<Name extends keyof Tables>(
  table: Name,
  match: readonly ColumnOf<Name>[],
  set: readonly ColumnOf<Name>[],
  options: {
    readonly otherwise?: Readonly<Partial<Record<ColumnOf<Name>, string>>>
    readonly where?: string
    readonly returning?: readonly ColumnOf<Name>[]
  } = {},
): UpdateForm {
  const { otherwise, where, returning = [] } = options
  const given = Object.fromEntries(set.map((name) => [name, `given.${name}`]))
  return {
    kind: 'update',
    table,
    columns: [...set, ...match],
    match,
    set: { ...given, ...(otherwise as Readonly<Record<string, string>> | undefined) },
    where,
    returning,
  }
}

/** Deletes the rows that match. */
export function deleteMatching<Name extends keyof Tables>(
  table: Name,
  match: readonly ColumnOf<Name>[],
  where?: string,
): DeleteForm {
  return { kind: 'delete', table, columns: match, where }
}
