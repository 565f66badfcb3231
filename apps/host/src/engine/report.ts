import type { Fault } from '@cartograph/core'

/** What a run of one stream did. */
export interface StreamRun {
  readonly connection: string
  readonly stream: string
  /** Native records that the connector gave. */
  readonly read: number
  /** Native records that were new or changed. */
  readonly written: number
  /** Native records that were what the store had already. */
  readonly unchanged: number
  readonly deleted: number
  /** Rows and groups that became dead letters. */
  readonly rejected: number
  /** Commerce rows that changed. */
  readonly rows: number
  readonly requests: number
  readonly retried: number
  readonly durationMs: number
  /** What stopped the stream, where something did. */
  readonly fault?: Fault
  /** What the merchant should know although nothing failed. */
  readonly notes: readonly string[]
}

export interface SyncReport {
  /** Everything that was asked for happened. */
  readonly ok: boolean
  readonly runs: readonly StreamRun[]
}

export interface SyncProgress {
  readonly connection: string
  readonly stream: string
  readonly read: number
  /** A guess at how many there are, where the connector made one. */
  readonly estimate?: number
  readonly slicesDone: number
  readonly slices: number
}

/** The counts of a run while it goes on. */
export interface Tally {
  read: number
  written: number
  unchanged: number
  deleted: number
  rejected: number
  rows: number
  requests: number
  retried: number
  readonly notes: Set<string>
}

export function newTally(): Tally {
  return {
    read: 0,
    written: 0,
    unchanged: 0,
    deleted: 0,
    rejected: 0,
    rows: 0,
    requests: 0,
    retried: 0,
    notes: new Set(),
  }
}

/** Two runs of one stream as one. */
export function together(first: StreamRun, second: StreamRun): StreamRun {
  const found = first.fault ?? second.fault
  return {
    connection: first.connection,
    stream: first.stream,
    read: first.read + second.read,
    written: first.written + second.written,
    unchanged: first.unchanged + second.unchanged,
    deleted: first.deleted + second.deleted,
    rejected: first.rejected + second.rejected,
    rows: first.rows + second.rows,
    requests: first.requests + second.requests,
    retried: first.retried + second.retried,
    durationMs: first.durationMs + second.durationMs,
    ...(found !== undefined && { fault: found }),
    notes: [...new Set([...first.notes, ...second.notes])],
  }
}
