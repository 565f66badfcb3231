import { faultOf } from '@cartograph/core'
import { addAuditRow, type Store } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import type { Actor } from './actor.ts'
import { auditRow } from './audit.ts'

/** A request that was not let through. */
export interface Refusal {
  readonly actor: Actor
  /** Method and route; a path may name a person. */
  readonly route: string
  readonly node?: string | undefined
  readonly why: string
}

/** Puts refused requests into the audit log: one entry a day for each that is the same, and how often. */
export interface RefusalLog {
  add(refusal: Refusal): Promise<void>
  /** Writes what was counted and not written yet. */
  flush(): Promise<void>
}

interface Counted {
  readonly refusal: Refusal
  readonly at: number
  readonly count: number
}

const dayMs = 86_400_000
/** Somebody who asks a thousand times a second makes one write a minute. */
const everyMs = 60_000

export function refusalLog(options: {
  readonly store: Store
  readonly now: () => number
  readonly log: Log
}): RefusalLog {
  const { store, now, log } = options
  const writtenAt = new Map<string, number>()
  const waiting = new Map<string, Counted>()
  const write = async (ids: readonly string[]): Promise<void> => {
    const rows = ids.flatMap((id) => {
      const counted = waiting.get(id)
      waiting.delete(id)
      if (counted === undefined) return []
      writtenAt.set(id, counted.at)
      return [{ ...rowOf(counted), id }]
    })
    if (rows.length === 0) return
    try {
      await store.write(function* (dialect, org) {
        for (const row of rows) yield* addAuditRow(dialect, org, row)
      })
    } catch (error) {
      log({
        level: 'error',
        message: `Refused requests are missing from the audit log: ${faultOf(error).message}`,
        fields: { refused: rows.reduce((sum, { count }) => sum + count, 0) },
      })
    }
  }
  return {
    add: async (refusal) => {
      const at = now()
      const dayAt = at - (at % dayMs)
      const id = idOf(refusal, dayAt)
      for (const [known, when] of writtenAt) if (when < dayAt) writtenAt.delete(known)
      waiting.set(id, { refusal, at, count: (waiting.get(id)?.count ?? 0) + 1 })
      if (at - (writtenAt.get(id) ?? 0) >= everyMs) await write([id])
    },
    flush: () => write([...waiting.keys()]),
  }
}

/** The same for what is the same, in every process. */
function idOf({ actor, route, node = '', why }: Refusal, dayAt: number): string {
  const who = actor.kind === 'token' ? actor.id : actor.kind
  return ['refused', new Date(dayAt).toISOString().slice(0, 10), who, route, node, why].join(' ')
}

function rowOf({ refusal, at, count }: Counted) {
  const { actor, route, node, why } = refusal
  const entry = { at, actor, action: 'request.refuse', target: route, node, outcome: why } as const
  return { ...auditRow(entry), count }
}
