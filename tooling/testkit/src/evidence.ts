import { faultOf, isFault, type Fault } from '@cartograph/core'
import type { Trespass } from './guard.ts'

/** What was seen of a connector over all checks. */
export interface Evidence {
  /** All that it said, raw: logs, faults, positions, reports. `where` is for the author. */
  readonly said: { readonly where: string; readonly text: string }[]
  readonly faults: { readonly where: string; readonly fault: Fault }[]
  /** What was thrown and is no fault. */
  readonly strays: { readonly where: string; readonly message: string }[]
  readonly trespasses: Trespass[]
  readonly asked: { readonly host: string; readonly isDeclared: boolean }[]
  /** Values that must never show. */
  readonly secrets: Set<string>
}

export function newEvidence(): Evidence {
  return {
    said: [],
    faults: [],
    strays: [],
    trespasses: [],
    asked: [],
    secrets: new Set(),
  }
}

/** Notes what was thrown, and gives it as a fault. */
export function caught(evidence: Evidence, where: string, error: unknown): Fault {
  const found = faultOf(error)
  evidence.said.push({ where, text: everythingOf(error) })
  if (isFaultWithin(error)) evidence.faults.push({ where, fault: found })
  else evidence.strays.push({ where, message: found.message })
  return found
}

export function isFaultWithin(error: unknown): boolean {
  for (let at = error, depth = 0; depth < 8; depth += 1) {
    if (isFault(at)) return true
    if (!(at instanceof Error)) return false
    at = at.cause
  }
  return false
}

/** An error with its fields; its causes are the connector's own affair, and are never shown. */
function everythingOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  try {
    return `${message} ${JSON.stringify(error)}`
  } catch {
    return message
  }
}
