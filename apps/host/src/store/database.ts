import type { Compilable, CompiledQuery, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Keyring } from '../sealing/index.ts'
import type { BulkForm } from './bulk-forms.ts'
import type { Tables } from './schema.ts'

/** What a transaction may ask of the database: one query, or one statement for many rows. */
export type Statement = Query | Bulk

export interface Query {
  readonly kind: 'query'
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Nobody looks at its rows. */
  readonly isEffect?: boolean
}

/** The same insert, update or delete for every row; a driver sends it as one statement where the database can take it. */
export interface Bulk {
  readonly kind: 'bulk'
  readonly form: BulkForm
  readonly rows: readonly (readonly Value[])[]
}

export type Value = string | number | null
export type Row = Readonly<Record<string, unknown>>

/**
 * The body of a transaction: a generator that yields statements and is given their rows.
 *
 * A generator cannot wait for anything but what it yields, so no network call, timer or mapping can end up inside a
 * transaction; and the same body runs synchronously on SQLite and over a socket elsewhere.
 */
export type Work<Result> = Generator<Statement, Result, readonly Row[]>

/** How queries are written for one kind of database. */
export interface Dialect {
  /** Seals what is secret in rows, and opens it. Missing: it is written as it is. */
  readonly keyring?: Keyring
  /** Builds and compiles queries; it never runs them. */
  readonly build: Kysely<Tables>
  /** The values as the right side of `in`, in one parameter however many they are. */
  readonly within: (values: readonly string[]) => RawBuilder<string>
  /**
   * A query for rows that are read to be judged and written: nobody else changes them before this transaction has ended.
   *
   * Its order is the order in which the rows are locked, and must be that of their keys. Where a transaction is alone with the
   * database anyway there is nothing to lock.
   */
  readonly locked: <Of, From extends keyof Of, Output>(
    query: SelectQueryBuilder<Of, From, Output>,
  ) => SelectQueryBuilder<Of, From, Output>
  /** Milliseconds since the epoch by the database's clock: the one that all processes which share the store have. */
  readonly instant: RawBuilder<number>
  /** Waits until no other transaction holds the same name, and holds it until this one has ended; for rows that may not exist yet. */
  readonly alone: (name: readonly string[]) => Work<void>
  /** Holds a name together with others, and keeps those out who want to be alone with it. Nobody overtakes one who waits for that. */
  readonly together: (name: readonly string[]) => Work<void>
}

/** `first`: before all that waits to be written, because somebody outside waits for the answer. Default: after what came before. */
export type Turn = 'first' | undefined

export interface Database extends Dialect {
  /** The clock that all its processes agree on. */
  readonly now: () => number
  /** A consistent view that changes nothing. */
  read<Result>(work: () => Work<Result>): Promise<Result>
  /** One transaction: all of it, or nothing. */
  write<Result>(work: () => Work<Result>, turn?: Turn): Promise<Result>
  /**
   * One statement that is a transaction by itself: the server ends it without another word from here, so whoever is paused in the middle
   * of it holds nothing up. Where the answer is lost it is sent again, so twice must do no harm.
   */
  once<Output>(query: Compilable<Output>): Promise<readonly Output[]>
  /** Empties the log that an SQLite file has beside it, so that no state from before is left there. PostgreSQL keeps its own. */
  foldLog(): Promise<void>
  close(): Promise<void>
}

/** The rows of a query. */
export function* all<Output>(
  query: Compilable<Output>,
): Generator<Statement, readonly Output[], readonly Row[]> {
  return (yield statement(query.compile())) as readonly Output[]
}

/** The first row of a query, if there is one. */
export function* first<Output>(
  query: Compilable<Output>,
): Generator<Statement, Output | undefined, readonly Row[]> {
  const rows = yield* all(query)
  return rows[0]
}

/** A statement for its effect alone. */
export function* run(query: Compilable): Work<void> {
  yield { ...statement(query.compile()), isEffect: true }
}

/** One form for many rows, in their order; nothing where there are none. Gives back what `returning` asks for. */
export function* bulk<Output = Row>(
  form: BulkForm,
  rows: readonly (readonly Value[])[],
): Generator<Statement, readonly Output[], readonly Row[]> {
  if (rows.length === 0) return []
  return (yield { kind: 'bulk', form, rows }) as readonly Output[]
}

/** Whether the body of a transaction looks at the rows of a statement; of others it need not wait for the answer. */
export function isAnswered(asked: Statement): boolean {
  return asked.kind === 'query'
    ? asked.isEffect !== true
    : asked.form.kind === 'update' && asked.form.returning.length > 0
}

function statement(compiled: CompiledQuery): Query {
  return { kind: 'query', sql: compiled.sql, parameters: compiled.parameters }
}
