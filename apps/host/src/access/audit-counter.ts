import { faultOf } from '@cartograph/core'
import { addAuditRow, type AuditRow, type Store } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import { countedRow, type AuditEntry } from './audit.ts'

/** Puts what happens often into the audit log: one entry a day for all that are the same, and how many they were. */
export interface AuditCounter {
  add(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Writes what was counted and is not written yet. */
  flush(): Promise<void>
}

export interface AuditCounterOptions {
  readonly store: Store
  readonly now: () => number
  readonly log: Log
}

/** Whoever asks a thousand times a second makes one write a minute. */
const everyMs = 60_000

export function auditCounter(
  { store, now, log }: AuditCounterOptions,
  /** What is missing where it cannot be written. */
  what: string,
): AuditCounter {
  const writtenAt = new Map<string, number>()
  const waiting = new Map<string, AuditRow>()
  const write = async (rows: readonly AuditRow[]): Promise<void> => {
    if (rows.length === 0) return
    for (const { id, lastAt } of rows) {
      waiting.delete(id)
      writtenAt.set(id, lastAt)
    }
    try {
      await store.write(function* (dialect, org) {
        for (const row of rows) yield* addAuditRow(dialect, org, row)
      })
    } catch (error) {
      log({
        level: 'error',
        message: `${what} are missing from the audit log: ${faultOf(error).message}`,
        fields: { requests: rows.reduce((sum, { count }) => sum + count, 0) },
      })
    }
  }
  return {
    add: async (given) => {
      const at = now()
      for (const [id, when] of writtenAt) if (at - when >= everyMs) writtenAt.delete(id)
      const fresh = countedRow({ ...given, at }, 1)
      const known = waiting.get(fresh.id)
      const row = known === undefined ? fresh : { ...known, count: known.count + 1, lastAt: at }
      waiting.set(row.id, row)
      if (!writtenAt.has(row.id)) await write([row])
    },
    flush: () => write([...waiting.values()]),
  }
}
