import { randomUUID } from 'node:crypto'
import type { Compilable } from 'kysely'
import type { Keyring } from '../sealing/index.ts'
import { ensureHead } from './changes.ts'
import type { Database, Dialect, Turn, Work } from './database.ts'
import { voidLeases } from './leases.ts'
import { lockStore, type StoreLock } from './lock.ts'
import { isPostgres } from './postgres-address.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { storeFault } from './sqlite-faults.ts'

/** The store of one organisation: everything it is asked for is bound to it. */
export interface Store {
  readonly organisation: string
  /**
   * The clock that all processes on the store agree on, in milliseconds since the epoch: the server's in PostgreSQL, the machine's for a
   * file.
   */
  readonly now: () => number
  /** Other processes may write to it at the same time. */
  readonly isShared: boolean
  read<Result>(work: (dialect: Dialect, organisation: string) => Work<Result>): Promise<Result>
  write<Result>(
    work: (dialect: Dialect, organisation: string) => Work<Result>,
    turn?: Turn,
  ): Promise<Result>
  /** One statement that is a transaction by itself. */
  once<Output>(
    query: (dialect: Dialect, organisation: string) => Compilable<Output>,
  ): Promise<readonly Output[]>
  /** Empties the log that an SQLite file has beside it, so that no state from before is left there. PostgreSQL keeps its own. */
  foldLog(): Promise<void>
  /** Tells other processes that want to write where this one can be reached. */
  announce(address: string): void
  /** Whether others call this process, which does nothing else while it writes to a file. */
  hasCallers(): boolean
  /** The same database for another organisation. It is closed with this one. */
  of(organisation: string): Promise<Store>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Path of an SQLite file, or address of a database of PostgreSQL: `postgres://user:password@host:5432/database`. */
  readonly store: string
  readonly organisation: string
  /** Opens for reading alone: nothing is made and nothing is locked. */
  readonly readOnly?: boolean
  /** Seals what is secret in it. Default: none; then what is sealed does not open, and what is written is not sealed. */
  readonly keyring?: Keyring
}

/**
 * Opens the store and brings its schema up to date.
 *
 * An SQLite file has one process that writes, this one, and its lock. Any number of processes may write to PostgreSQL.
 *
 * @throws a `config` fault where the store cannot be used, in words for the operator.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { store, organisation, readOnly = false, keyring } = options
  const isServer = isPostgres(store)
  const lock = isServer || readOnly ? undefined : storeFault(store, () => lockStore(store))
  try {
    const opened = isServer
      ? await openPostgres({ address: store, readOnly })
      : openSqlite({ file: store, readOnly })
    const database = { ...opened, ...(keyring !== undefined && { keyring }) }
    const scene = { lock, isShared: isServer, readOnly, announced: { isSo: false } }
    try {
      await begin(database, organisation, scene)
    } catch (error) {
      await database.close()
      throw error
    }
    return storeIn(database, organisation, scene)
  } catch (error) {
    lock?.release()
    throw error
  }
}

interface StoreScene {
  readonly lock: StoreLock | undefined
  readonly isShared: boolean
  readonly readOnly: boolean
  /** Whether others call this process, whatever organisation they call for. */
  readonly announced: { isSo: boolean }
}

async function begin(
  database: Database,
  organisation: string,
  { isShared, readOnly }: StoreScene,
): Promise<void> {
  if (readOnly) return
  await database.write(function* () {
    yield* ensureHead(database, organisation, randomUUID())
    // Whoever had leases of a file that is ours alone is dead.
    if (!isShared) yield* voidLeases(database, organisation)
  })
}

function storeIn(database: Database, organisation: string, scene: StoreScene): Store {
  const { lock, isShared, announced } = scene
  return {
    organisation,
    isShared,
    now: database.now,
    read: (work) => database.read(() => work(database, organisation)),
    write: (work, turn) => database.write(() => work(database, organisation), turn),
    once: (query) => database.once(query(database, organisation)),
    foldLog: () => database.foldLog(),
    announce: (address) => {
      announced.isSo = true
      lock?.announce(address)
    },
    hasCallers: () => announced.isSo,
    of: async (other) => {
      await begin(database, other, scene)
      return { ...storeIn(database, other, scene), close: async () => {} }
    },
    close: async () => {
      await database.close()
      lock?.release()
    },
  }
}
