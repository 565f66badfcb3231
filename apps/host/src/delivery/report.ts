import type { Fault } from '@cartograph/core'

/** What a run of one delivery did. */
export interface DeliveryRun {
  readonly delivery: string
  /** Commerce rows that were looked at. */
  readonly changes: number
  /** Items that the sink acknowledged. */
  readonly sent: number
  /** Items that the sink has already, as they are. */
  readonly unchanged: number
  readonly deleted: number
  readonly skipped: number
  /** Items and rows that became dead letters. */
  readonly failed: number
  /** Items whose outcome nobody saw; they are settled before they are sent again. */
  readonly unknown: number
  /** Rows that still wait. */
  readonly remaining: number
  readonly durationMs: number
  readonly fault?: Fault
  readonly notes: readonly string[]
  /** Other deliveries that have items under way after which rows of this one are sent. */
  readonly waitsFor?: readonly string[]
  /** Of a sink that is fetched: the document as it is served now. */
  readonly served?: ServedRun
}

/** What became of a document: a new version, none since nothing changed, or none yet. */
export interface ServedRun {
  /** `held`: too many items would vanish. `waiting`: there is nothing yet that could be served. */
  readonly state: 'made' | 'same' | 'held' | 'waiting'
  /** Missing while there is none. */
  readonly version?: string
  readonly items: number
  readonly bytes: number
  readonly held?: { readonly vanished: number; readonly of: number }
}

export interface PushReport {
  readonly ok: boolean
  readonly runs: readonly DeliveryRun[]
  /** Deliveries that were not asked for and have something to do again, because what they waited for has arrived. */
  readonly released: readonly string[]
}

export interface PushProgress {
  readonly delivery: string
  readonly changes: number
  readonly sent: number
}

export interface DeliveryTally {
  changes: number
  sent: number
  unchanged: number
  deleted: number
  skipped: number
  failed: number
  unknown: number
  readonly notes: Set<string>
  /** Rows that come after an item that another delivery has under way, and which delivery. */
  readonly elsewhere: Map<string, string>
}

/** What was done, as a report tells it. */
export function countsIn({ notes: _notes, elsewhere: _elsewhere, ...counts }: DeliveryTally) {
  return counts
}

export function newDeliveryTally(): DeliveryTally {
  return {
    changes: 0,
    sent: 0,
    unchanged: 0,
    deleted: 0,
    skipped: 0,
    failed: 0,
    unknown: 0,
    notes: new Set(),
    elsewhere: new Map(),
  }
}

/** Two runs of one delivery as one: what was done adds up, and the later one says how it stands. */
export function together(first: DeliveryRun, second: DeliveryRun): DeliveryRun {
  const sum = (name: keyof ReturnType<typeof countsIn> | 'durationMs') => first[name] + second[name]
  return {
    ...second,
    changes: sum('changes'),
    sent: sum('sent'),
    unchanged: sum('unchanged'),
    deleted: sum('deleted'),
    skipped: sum('skipped'),
    failed: sum('failed'),
    unknown: sum('unknown'),
    durationMs: sum('durationMs'),
    notes: [...new Set([...first.notes, ...second.notes])],
  }
}
