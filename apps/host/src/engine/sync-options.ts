import type { RunOptions } from '../connections/index.ts'
import type { Alone } from '../queue/index.ts'
import type { Place } from '../store/index.ts'
import type { SyncProgress } from './report.ts'

export interface SyncOptions {
  /** Default: every connection that has streams. */
  readonly connections?: readonly string[]
  /** Default: the streams that the configuration names, else all. */
  readonly streams?: readonly string[]
  /** Reads everything anew. */
  readonly full?: boolean
  /** Looks for what is gone at the vendors, also where it was looked for lately. */
  readonly sweep?: boolean
  /** Carries out deletions that would otherwise be held for being too many. */
  readonly acceptDeletes?: boolean
  /** Names the process as the holder of leases, so that it takes up what it could not give back. Default: a name for this run. */
  readonly owner?: string
  readonly signal: AbortSignal
  /** A stream has more to read than is read at the same time here: other processes may help. */
  readonly onOpenSlices?: (place: Place, waiting: number) => void
  /** Keeps other processes from reading the same connection. Default: nobody else is there, or the caller has seen to it. */
  readonly alone?: Alone
  readonly onProgress?: (progress: SyncProgress) => void
  readonly engine?: RunOptions
}
