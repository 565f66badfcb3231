import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Database, Turn } from './database.ts'
import { databaseAddress } from './postgres-address.ts'
import { serverClock, type ServerClock } from './postgres-clock.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { failureOf } from './postgres-failures.ts'
import { postgresFault } from './postgres-faults.ts'
import { connections, openPool } from './postgres-pool.ts'
import { prepareSchema } from './postgres-schema.ts'
import { readTransaction, singleStatement, writeTransaction } from './postgres-transaction.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly address: string
  /** Opens for reading alone: no migration. */
  readonly readOnly?: boolean
}

/**
 * The store's database in PostgreSQL.
 *
 * A session keeps nothing from one transaction to the next, neither prepared statements nor locks nor settings, so that a pooler may stand in between.
 *
 * @throws a `config` fault where the database cannot be used, a `transient` one where it cannot be reached.
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const { connectionString, shown } = databaseAddress(options.address)
  const pool = await openPool(connectionString)
  const turns = new PQueue({ concurrency: connections })
  const asked = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  const patiently = async <Result>(
    attempt: () => Promise<Result>,
    turn?: Turn,
  ): Promise<Result> => {
    const answer = repeated(() => turns.add(attempt, { priority: turn === 'first' ? 1 : 0 }))
    asked.add(answer)
    try {
      return await answer
    } catch (error) {
      throw postgresFault(shown, error)
    } finally {
      asked.delete(answer)
    }
  }
  let clock: ServerClock
  try {
    // Whoever begins wants to know at once that the address is wrong.
    await prepareSchema(pool, shown, options)
    clock = await serverClock(pool)
  } catch (error) {
    await pool.end()
    throw postgresFault(shown, error)
  }
  return {
    ...postgresDialect(),
    now: clock.now,
    read: (work) => patiently(() => readTransaction(pool, work)),
    write: (work, turn) => {
      if (options.readOnly === true) throw new Error('The store was opened for reading alone.')
      return patiently(() => writeTransaction(pool, work), turn)
    },
    once: (query) => {
      if (options.readOnly === true) throw new Error('The store was opened for reading alone.')
      return patiently(() => singleStatement(pool, query))
    },
    foldLog: () => Promise.resolve(),
    close: () => {
      clock.close()
      closing ??= Promise.allSettled(asked).then(() => pool.end())
      return closing
    },
  }
}

/** Pauses before the whole of a transaction is tried again, when others were in the way. */
const conflictPausesMs = [10, 30, 90, 270, 810]
/** Pauses when the connection was lost: a server that starts again takes some seconds. */
const lostPausesMs = [100, 200, 400, 800, 1600, 3200]

/** Tries again what failed because of others, or because the connection broke before the commit. */
async function repeated<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const left = { conflict: [...conflictPausesMs], lost: [...lostPausesMs], final: [] }
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const pauseMs = left[failureOf(error)].shift()
      if (pauseMs === undefined) throw error
      // Those that were in each other's way come back at different times.
      await sleep(pauseMs * (0.5 + Math.random() / 2))
    }
  }
}
