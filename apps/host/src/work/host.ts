import type { Connection } from '../config/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'
import type { Clock, Wakes } from '../queue/index.ts'
import type { Log, Meter } from '../telemetry/index.ts'

/** What everything that a serving host does works with. */
export interface Host extends Installation {
  /** Of the engine: it never runs backwards, so it stands still while the machine's is put right. */
  readonly clock: Clock
  /** The machine's: limits go by it. */
  readonly now: () => number
  readonly log: Log
  readonly meter: Meter
  /** Aborts when the host is told to stop. */
  readonly signal: AbortSignal
  /** For every run: the clock, the log and our own addresses. */
  readonly engine: RunOptions
  readonly waits: HostWaits
  readonly wakes: Wakes
  /** Names this process as the holder of leases. */
  readonly owner: string
}

/** Waiting times in milliseconds; suites scale them down together. */
export interface HostWaits {
  /** How often schedules, due retries and waiting webhooks are looked at. */
  readonly tickMs: number
  /** How long a change of the store is waited with before deliveries look, so that many changes are one look. */
  readonly wakeMs: number
  /** The least time between two pushes of a delivery that replaces everything each time. */
  readonly replaceMs: number
  /** The first wait after a failure; it doubles up to a quarter of an hour. */
  readonly retryMs: number
  /** How long an answer to a webhook waits for what its connector makes of it. */
  readonly answerMs: number
  /** How long a lease holds that is not kept: what a process that dies was at is taken up after that. */
  readonly leaseMs: number
  /** How often everything is looked at, whether or not it is known to be due. */
  readonly lookMs: number
  /** How long what another process has in hand is left alone. Default one second. */
  readonly busyMs?: number
  /** How often the queue is asked for notices that nobody was told of, half a second at least. Default two. */
  readonly pollMs?: number
}

export const defaultHostWaits: HostWaits = {
  tickMs: 10_000,
  wakeMs: 250,
  replaceMs: 60_000,
  retryMs: 10_000,
  answerMs: 3000,
  leaseMs: 20_000,
  lookMs: 60_000,
}

export const dayMs = 86_400_000
const longestRetryMs = 900_000

/** The wait before another attempt. */
export function retryAfter(waits: HostWaits, failures: number): number {
  return Math.min(longestRetryMs, waits.retryMs * 2 ** Math.max(0, failures - 1))
}

export function connectionsOf({
  configuration,
}: Pick<Host, 'configuration'>): readonly Connection[] {
  return [...configuration.connections.values()]
}
