import type { Context, Fault, Stream } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import type { Lane, Place, Store } from '../store/index.ts'
import type { Clock } from './clock.ts'
import type { DriftWatch } from './drift.ts'
import type { StreamMappings } from './mappings.ts'
import type { Preparation } from './prepare.ts'
import type { Tally } from './report.ts'

/** What every step of one stream's run works with. */
export interface StreamScene extends Preparation {
  readonly store: Store
  readonly connection: Connection
  readonly place: Place
  readonly stream: Stream<unknown>
  readonly mappings: StreamMappings
  readonly drift: DriftWatch
  readonly context: Context<unknown>
  readonly clock: Clock
  readonly tally: Tally
  /** Names this process as the holder of leases. */
  readonly owner: string
  readonly signal: AbortSignal
  readonly generation: number
  readonly mappingEpoch: number
  readonly lane: Lane
  readonly progress: (change: { readonly slicesDone?: number }) => void
  readonly waits: Waits
}

/** Waiting times in milliseconds; suites scale them down together. */
export interface Waits {
  /** The first wait after a failed attempt; it doubles with each further one. */
  readonly retryMs: number
  readonly longestRetryMs: number
  /** How long a process may be paused between its intent and its request. */
  readonly pauseMs: number
  /** How much of the sinks' own time-outs and landing times is waited for. */
  readonly scale: number
}

export const defaultWaits: Waits = {
  retryMs: 1000,
  longestRetryMs: 900_000,
  pauseMs: 60_000,
  scale: 1,
}

/** What an operator may change in how the engine runs; tests and fault suites use it most. */
export interface EngineOptions {
  readonly clock?: Clock
  readonly waits?: Waits
  readonly log?: (entry: {
    readonly level: 'debug' | 'info' | 'warn' | 'error'
    readonly connection: string
    readonly message: string
  }) => void
}

/** How many times a slice is tried in one run before it is left for the next. */
export const attemptsPerRun = 5

/** The wait before an attempt, with jitter, honouring what the vendor asked for. */
export function retryWait(waits: Waits, attempt: number, found: Fault): number {
  const wait = Math.min(waits.longestRetryMs, waits.retryMs * 2 ** attempt)
  return Math.max(found.retryAfterMs ?? 0, wait * (0.5 + Math.random() / 2))
}
