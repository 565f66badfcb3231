import { existsSync } from 'node:fs'
import { fault } from '@cartograph/core'
import Sqlite from 'better-sqlite3'
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql as fragment,
} from 'kysely'
import { all, type Database } from './database.ts'
import { groupCommit } from './group-commit.ts'
import { migrations } from './migrations.ts'
import { schemaSql } from './schema-sql.ts'
import type { Tables } from './schema.ts'
import { storeFault } from './sqlite-faults.ts'
import { runner } from './sqlite-runner.ts'

export interface SqliteOptions {
  /** Absolute path of the database file. */
  readonly file: string
  /** Opens for reading alone: no migration, no lock, no new file. */
  readonly readOnly?: boolean
}

/**
 * The store's database in one SQLite file.
 *
 * One connection writes, in `BEGIN IMMEDIATE` transactions that run synchronously and that works which come at the same
 * time share; another one only reads. A commit is on the disk before it is answered (`synchronous=FULL`).
 *
 * @throws a `config` fault where the file cannot be used: no database, damaged, of a newer version, on a network drive.
 */
export function openSqlite(options: SqliteOptions): Database {
  const { file } = options
  return storeFault(file, () => {
    if (options.readOnly === true && !existsSync(file))
      throw fault({
        kind: 'config',
        message: `There is no store at ${file} yet.`,
        hint: 'Run `cartograph sync` first, or name another file under `store:` in the configuration.',
      })
    const writer = options.readOnly === true ? undefined : openWriter(file)
    const reader = new Sqlite(file, { readonly: true })
    reader.pragma('busy_timeout = 5000')
    // Most of what is read is walked through once; what is not, the system keeps in memory anyway.
    reader.pragma('cache_size = -2048')
    if (writer === undefined) {
      refuseOther(reader, file)
      refuseOlder(reader, file)
    }
    const read = runner(reader)
    const commits = writer === undefined ? undefined : groupCommit(writer, runner(writer))
    const write: Database['write'] = async (work, turn) => {
      if (commits === undefined) throw new Error('The store was opened for reading alone.')
      return commits.write(work, turn).catch((error: unknown) =>
        storeFault(file, () => {
          throw error
        }),
      )
    }
    return {
      build: new Kysely<Tables>({
        dialect: {
          createAdapter: () => new SqliteAdapter(),
          createDriver: () => new DummyDriver(),
          createIntrospector: (build) => new SqliteIntrospector(build),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        },
      }),
      within: (values) => fragment`(select value from json_each(${JSON.stringify(values)}))`,
      // The one writer is alone with the database.
      locked: (query) => query,
      *alone() {},
      *together() {},
      instant: fragment<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      now: Date.now,
      read: async (work) =>
        storeFault(file, () => transaction(reader, 'BEGIN', () => read(work()))),
      write,
      once: (query) => write(() => all(query)),
      foldLog: async () => {
        writer?.pragma('wal_checkpoint(TRUNCATE)')
      },
      close: async () => {
        commits?.drain()
        reader.close()
        if (writer !== undefined) {
          writer.pragma('wal_checkpoint(TRUNCATE)')
          writer.close()
        }
      },
    }
  })
}

function openWriter(file: string): Sqlite.Database {
  const writer = new Sqlite(file, { timeout: 5000 })
  refuseOther(writer, file)
  writer.pragma('journal_mode = WAL')
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  // What is deleted is overwritten in the file: of a person who was erased nothing stays in free places.
  writer.pragma('secure_delete = ON')
  // The log is folded back into the file when it passes 64 MB (pages of 4 KiB), and never keeps more than that.
  writer.pragma('wal_autocheckpoint = 16384')
  writer.pragma('journal_size_limit = 67108864')
  writer.pragma('cache_size = -16384')
  // Before the first table: whoever dies in between must find its own store again.
  writer.pragma(`application_id = ${applicationId}`)
  migrate(writer)
  return writer
}

/** SQLite keeps the version of the schema in the file's header, written in the transaction of each step. */
function migrate(writer: Sqlite.Database): void {
  const version = schemaVersion(writer)
  for (const [index, steps] of migrations.entries()) {
    if (index < version) continue
    transaction(writer, 'BEGIN IMMEDIATE', () => {
      if (schemaVersion(writer) > index) return
      for (const step of steps) writer.exec(schemaSql(step, 'sqlite'))
      writer.pragma(`user_version = ${index + 1}`)
    })
  }
}

/** "Cart" in the file's header, so that another program's database is not taken for a store. */
const applicationId = 0x43617274

function refuseOther(connection: Sqlite.Database, file: string): void {
  const version = schemaVersion(connection)
  const owner = connection.pragma('application_id', { simple: true })
  const tables = connection.prepare('select count(*) from sqlite_master').pluck().get()
  if (owner !== applicationId && (owner !== 0 || tables !== 0))
    throw fault({
      kind: 'config',
      message: `${file} is a database of another program.`,
      hint: 'Name another file under `store:` in the configuration. Nothing was changed.',
    })
  if (version > migrations.length)
    throw fault({
      kind: 'config',
      message: `The store ${file} was written by a newer Cartograph (schema ${version}; this one knows up to ${migrations.length}).`,
      hint: 'Update @cartograph/host to the version that was used last. Nothing was changed.',
    })
}

/** Who only looks brings nothing up to date, and would ask for columns that are not there. */
function refuseOlder(connection: Sqlite.Database, file: string): void {
  if (schemaVersion(connection) < migrations.length)
    throw fault({
      kind: 'config',
      message: `The store ${file} was last used by an older Cartograph, and a command that only looks does not change it.`,
      hint: 'Run `cartograph sync` or `cartograph serve` once, which brings it up to date.',
    })
}

function schemaVersion(connection: Sqlite.Database): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

function transaction<Result>(
  connection: Sqlite.Database,
  begin: string,
  work: () => Result,
): Result {
  connection.exec(begin)
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}
