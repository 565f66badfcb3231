import type { JsonObject } from '@cartograph/core'
import type { Clock, Waits } from '../queue/index.ts'

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly connection: string
  readonly message: string
  readonly fields: JsonObject
}

/** What whoever runs the engine may change; tests use it most. */
export interface RunOptions {
  readonly clock?: Clock
  readonly waits?: Waits
  readonly log?: (entry: LogEntry) => void
  readonly url?: OwnAddress
}

/** Our own address for one part of a connection, where there is one. */
export type OwnAddress = (connection: string, part: string) => string | undefined

export interface ContextOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Change nothing at the vendor. */
  readonly dry: boolean
  readonly streams: readonly string[]
  /** Counts the requests. */
  readonly tally?: { requests: number; retried: number }
  readonly log?: (entry: LogEntry) => void
  readonly url?: OwnAddress
}
