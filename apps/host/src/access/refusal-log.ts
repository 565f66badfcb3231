import { faultOf } from '@cartograph/core'
import { addAuditRow, type AuditRow, type Store } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import type { Actor } from './actor.ts'
import { countedRow } from './audit.ts'

/** A request that was not let through. */
export interface Refusal {
  readonly actor: Actor
  /** Method and route; a path may name a person. */
  readonly route: string
  readonly node?: string | undefined
  readonly why: string
}

/** Puts refused requests into the audit log: one entry a day for all that are the same, and how many they were. */
export interface RefusalLog {
  add(refusal: Refusal): Promise<void>
  /** Writes what was counted and is not written yet. */
  flush(): Promise<void>
}

/** Whoever asks a thousand times a second makes one write a minute. */
const everyMs = 60_000

export function refusalLog(options: {
  readonly store: Store
  readonly now: () => number
  readonly log: Log
}): RefusalLog {
  const { store, now, log } = options
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
        message: `Refused requests are missing from the audit log: ${faultOf(error).message}`,
        fields: { requests: rows.reduce((sum, { count }) => sum + count, 0) },
      })
    }
  }
  return {
    add: async ({ actor, route, node, why }) => {
      const at = now()
      for (const [id, when] of writtenAt) if (at - when >= everyMs) writtenAt.delete(id)
      const entry = {
        at,
        actor,
        action: 'request.refuse',
        target: route,
        node,
        outcome: why,
      } as const
      const fresh = countedRow(entry, 1)
      const known = waiting.get(fresh.id)
      const row = known === undefined ? fresh : { ...known, count: known.count + 1, lastAt: at }
      waiting.set(row.id, row)
      if (!writtenAt.has(row.id)) await write([row])
    },
    flush: () => write([...waiting.values()]),
  }
}
