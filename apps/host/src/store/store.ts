import { randomUUID } from 'node:crypto'
import { ensureHead } from './changes.ts'
import type { Database, Dialect, Work } from './database.ts'
import { voidLeases } from './leases.ts'
import { lockStore } from './lock.ts'
import { openSqlite, type SqliteOptions } from './sqlite.ts'
import { storeFault } from './sqlite-faults.ts'

/** The store of one organisation: everything it is asked for is bound to it. */
export interface Store {
  readonly organisation: string
  read<Result>(work: (dialect: Dialect, organisation: string) => Work<Result>): Promise<Result>
  write<Result>(work: (dialect: Dialect, organisation: string) => Work<Result>): Promise<Result>
  /** Tells other processes that want to write where this one can be reached. */
  announce(address: string): void
  close(): Promise<void>
}

export interface StoreOptions extends Omit<SqliteOptions, 'file'> {
  /** Path of the SQLite file. */
  readonly store: string
  readonly organisation: string
}

/**
 * Opens the store, brings its schema up to date and takes the lock that makes this process its only writer.
 *
 * @throws a `config` fault where the store cannot be used, in words for the operator.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { store: file, organisation, ...rest } = options
  const lock = options.readOnly === true ? undefined : storeFault(file, () => lockStore(file))
  let database: Database
  try {
    database = openSqlite({ ...rest, file })
    if (options.readOnly !== true)
      await database.write(function* () {
        yield* ensureHead(database, organisation, randomUUID())
        yield* voidLeases(database, organisation)
      })
  } catch (error) {
    lock?.release()
    throw error
  }
  return {
    organisation,
    read: (work) => database.read(() => work(database, organisation)),
    write: (work) => database.write(() => work(database, organisation)),
    announce: (address) => lock?.announce(address),
    close: async () => {
      await database.close()
      lock?.release()
    },
  }
}
