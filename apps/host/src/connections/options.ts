import type { JsonObject } from '@cartograph/core'
import type { Clock, Waits } from '../queue/index.ts'
import type { Meter } from '../telemetry/index.ts'
import type { NoteRequest } from './noted-request.ts'

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly connection: string
  readonly message: string
  readonly fields: JsonObject
}

/** One attempt of one request, as metrics count it. */
export interface RequestEvent {
  readonly connection: string
  readonly method: string
  /** Stands for the URL, without its query. */
  readonly route: string
  /** Missing where no answer came, or not a whole one. */
  readonly status?: number
  readonly attempt: number
  /** From the first byte sent to the last one read. */
  readonly durationMs: number
  /** For its budgets, before that. */
  readonly waitedMs: number
}

/** Our own address for one part of a connection, where there is one. */
export type OwnAddress = (connection: string, part: string) => string | undefined

/** What whoever runs the engine may change; tests use it most. */
export interface RunOptions {
  readonly clock?: Clock
  readonly waits?: Waits
  readonly log?: (entry: LogEntry) => void
  readonly onRequest?: (event: RequestEvent) => void
  /** Takes the figures of what is read and delivered. */
  readonly meter?: Meter
  readonly url?: OwnAddress
  /** What `$convert` in mappings asks: what one unit of a currency is worth in another one on a day, as decimal text. */
  readonly rates?: (from: string, to: string, day: string) => string | undefined
}

/** Counts requests while they happen. */
export interface RequestTally {
  requests: number
  /** Attempts beyond the first. */
  retried: number
}

/** Counts what may have had an effect at the vendor, and what certainly had none. */
export interface EffectTally {
  /** Attempts that may have. */
  acted: number
  /** Attempts that were refused for their rate, never sent, or did not get their turn. */
  refused: number
}

export interface ContextOptions extends Omit<RunOptions, 'waits'> {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Change nothing at the vendor. */
  readonly dry: boolean
  readonly streams: readonly string[]
  /** How far behind now the run's upper bound stays. Default 0. */
  readonly settleMs?: number
  /** A person waits: its requests go first, and may use what budgets keep in reserve. */
  readonly isInteractive?: boolean
  /** How long a request may wait altogether, for its budgets and between attempts. Default 2 seconds. */
  readonly holdMs?: number
  readonly tally?: RequestTally
  readonly effects?: EffectTally
  /** Is told of what has an effect at the vendor; in a dry run of what would have one, which is then not sent. */
  readonly noteRequest?: NoteRequest
}
