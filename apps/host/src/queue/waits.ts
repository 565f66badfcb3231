import type { Fault } from '@cartograph/core'

/** Waiting times in milliseconds; suites scale them down together. */
export interface Waits {
  /** The first wait after a failed attempt; it doubles with each further one. */
  readonly retryMs: number
  readonly longestRetryMs: number
  /** How long a process may be paused between its intent and its request. */
  readonly pauseMs: number
  /** How much of the sinks' own time-outs and landing times is waited for. */
  readonly scale: number
  /** How often a stream that reads only what changed is looked through for what is gone. */
  readonly sweepMs: number
  /** How long a lease holds that is not kept: a process that dies is replaced after that. Default 20 seconds. */
  readonly leaseMs?: number
  /** How often a run looks whether other processes have read what they took. Default half a second. */
  readonly watchMs?: number
  /** How long a call of a connector may take before it is given up. Default half an hour. */
  readonly stuckMs?: number
}

export const defaultWaits = {
  retryMs: 1000,
  longestRetryMs: 900_000,
  pauseMs: 60_000,
  scale: 1,
  sweepMs: 86_400_000,
  leaseMs: 20_000,
  watchMs: 500,
} as const satisfies Waits

/** The wait before an attempt, with jitter, honouring what the vendor asked for. */
export function retryWait(waits: Waits, attempt: number, found: Fault): number {
  // Who waits for a budget comes back when it has room: not later with each time, or others would always be first.
  if (found.kind === 'rateLimit' && found.retryAfterMs !== undefined)
    return found.retryAfterMs * (1 + Math.random() / 10)
  const wait = Math.min(waits.longestRetryMs, waits.retryMs * 2 ** attempt)
  return Math.max(found.retryAfterMs ?? 0, wait * (0.5 + Math.random() / 2))
}
