import { existsSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { lockHolder, type LockHolder } from './lock.ts'
import { migrations } from './migrations.ts'
import { storeFault } from './sqlite-faults.ts'

/** A store's file, looked at from outside; nothing is changed, and whoever serves goes on. */
export interface StoreExamination {
  readonly sizeBytes: number
  /** Of the log that is folded back into the file now and then. */
  readonly logBytes: number
  readonly schema: number
  /** The newest schema that this host knows. */
  readonly knownSchema: number
  /** What the database's own check found; empty: nothing. */
  readonly damage: readonly string[]
  readonly holder: LockHolder | undefined
}

const mostDamage = 5

/**
 * Looks at a store in an SQLite file; undefined where there is none yet.
 *
 * @throws a `config` fault where the file cannot be read, or is no database.
 */
export function examineStore(file: string): StoreExamination | undefined {
  if (!existsSync(file)) return undefined
  return storeFault(file, () => {
    const database = new Sqlite(file, { readonly: true })
    try {
      const found = database.pragma(`quick_check(${mostDamage})`) as { quick_check: string }[]
      return {
        sizeBytes: statSync(file).size,
        logBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
        schema: Number(database.pragma('user_version', { simple: true })),
        knownSchema: migrations.length,
        damage: found.flatMap((row) => (row.quick_check === 'ok' ? [] : row.quick_check)),
        holder: lockHolder(file),
      }
    } finally {
      database.close()
    }
  })
}
