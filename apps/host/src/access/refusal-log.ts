import type { Actor } from './actor.ts'
import { auditCounter, type AuditCounterOptions } from './audit-counter.ts'

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

export function refusalLog(options: AuditCounterOptions): RefusalLog {
  const counter = auditCounter(options, 'Refused requests')
  return {
    add: ({ actor, route, node, why }) =>
      counter.add({ actor, action: 'request.refuse', target: route, node, outcome: why }),
    flush: () => counter.flush(),
  }
}
