import { faultOf, type Fault } from '@cartograph/core'
import type { Acted } from '../connections/index.ts'

/** What came of an attempt. */
export interface Came {
  readonly state: 'acked' | 'failed' | 'unknown' | 'skipped' | 'due'
  readonly reason?: string | undefined
  /** Of `due`: the vendor says when. */
  readonly afterMs?: number | undefined
}

const passing: ReadonlySet<string> = new Set(['transient', 'rateLimit'])
const mendable: ReadonlySet<string> = new Set(['auth', 'permission', 'config', 'contract'])
const nobodySaw = 'Nobody saw how it ended, and it is not repeated.'

export function cameOf({ outcome, fault: found }: Acted): Came {
  switch (outcome.status) {
    case 'ok':
    case 'pending':
      return { state: 'acked' }
    case 'unknown':
      return { state: 'unknown', reason: found === undefined ? nobodySaw : wordsOf(found) }
    case 'untouched':
      return { state: 'due', reason: 'The vendor asks for patience.', afterMs: outcome.afterMs }
    case 'skipped':
      return { state: 'skipped', reason: outcome.reason }
    case 'failed':
    default:
      return failure(outcome.fault)
  }
}

/** What is certain to have had no effect. */
export function failureOf(error: unknown): Came {
  return failure(faultOf(error))
}

function failure(found: Fault): Came {
  const waits = passing.has(found.kind) || isMendable(found)
  return {
    state: waits ? 'due' : 'failed',
    reason: wordsOf(found),
    ...(found.retryAfterMs !== undefined && { afterMs: found.retryAfterMs }),
  }
}

/** Every other step would meet it too, until somebody mends it. */
function isMendable({ kind, scope }: Fault): boolean {
  return scope === undefined ? mendable.has(kind) : scope === 'part' || scope === 'connection'
}

function wordsOf({ message, hint }: Fault): string {
  return hint === undefined ? message : `${message} ${hint}`
}
