/** Webhooks as they came: what was answered is here. */
export interface InboxTable {
  org: string
  connection: string
  id: string
  received_at: number
  method: string
  /** Path and query below the connection's address. */
  target: string
  /** Pairs of name and value, as JSON. */
  headers: string
  /** The raw bytes in base64. */
  body: string
  status: 'open' | 'done' | 'failed'
  attempts: number
  not_before: number
  /** The fault of the last attempt, as JSON. */
  error: string | null
}

export interface ScheduleTable {
  org: string
  /** The connection that is read. */
  id: string
  rule: string
  zone: string
  /** Null: the rule has no further instant. */
  next_at: number | null
  /** Grows with each change of the rule or the zone. */
  revision: number
}

/** One slot of a schedule that was met: at most once. */
export interface FiringTable {
  org: string
  schedule: string
  slot: number
  fired_at: number
  /** The run that was asked for; null where none was. */
  run: string | null
  note: string | null
}

/** A reading of a connection that was asked for, by whom, and what came of it. */
export interface SyncRunTable {
  org: string
  id: string
  connection: string
  /** Names as JSON; null: all that are enabled. */
  streams: string | null
  full_read: number
  cause: 'person' | 'schedule' | 'hint' | 'first'
  status: 'queued' | 'running' | 'ended'
  attempt: number
  queued_at: number
  not_before: number
  started_at: number | null
  ended_at: number | null
  ok: number | null
  report: string | null
}

export interface RunTable {
  org: string
  id: string
  side: 'source' | 'delivery'
  part: string
  started_at: number
  ended_at: number | null
  ok: number | null
  report: string | null
}

/** Work that one process at a time may do. */
export interface LeaseTable {
  org: string
  name: string
  owner: string
  fence: number
  /** By the database's clock. */
  until: number
  /** Nobody is to do it before this instant, by the database's clock: what it is done with is in trouble. */
  rests_until: number
  /** How often in a row it failed. */
  failures: number
}
