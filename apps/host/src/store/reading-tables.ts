export interface StreamTable {
  org: string
  connection: string
  stream: string
  /** Grows with each run. */
  generation: number
  /** Grows with each change of the mappings: what was prepared before it may not commit after it. */
  mapping_epoch: number
  mapping_version: string
  /** The settings that the records were read with. */
  fingerprint: string
  /** How far the engine's clock got in this stream: it never runs backwards. */
  observed_to: number
  /** Deletions that wait for the merchant's word, as JSON. */
  held: string | null
  /** The shape of the rows that the mappings read, as JSON. */
  shape: string | null
  /** When the last complete sweep began. */
  swept_at: number
  /** How often records came to need to be mapped again: by other mappings, or because somebody asked. */
  outdated: number
  /** As of which of those times none is left that does. */
  remapped: number
}

export interface SliceTable {
  org: string
  connection: string
  stream: string
  id: string
  scope: string
  generation: number
  /** When its first request began. */
  from_instant: number
  params: string
  position: string | null
  page: number
  status: 'open' | 'done'
  tail: number
  estimate: number | null
  group_key: string | null
  fence: number
  owner: string | null
  /** Until then, by the database's clock, nobody but the owner reads it. */
  lease_until: number
  not_before: number
  attempts: number
  /** Rejected rows without a key: they switch off deletion by absence. */
  nameless: number
  /** How far the engine's clock got in it. */
  observed_to: number
  /** What is walked: the rows, only which keys exist, or the rows that belong to rows of another stream. */
  walk: SliceWalk
}

export type SliceWalk = 'rows' | 'keys' | 'children'

export interface ScopeTable {
  org: string
  connection: string
  stream: string
  scope: string
  /** The last generation that was complete, and the settings that it was read with. */
  generation: number
  fingerprint: string
  records: number
}

/** Keys whose observations cannot be told apart: the vendor is asked again. */
export interface RefreshTable {
  org: string
  connection: string
  stream: string
  key: string
  not_before: number
  /** Grows with each wish: an answer that was asked for before it does not fulfil it. */
  mark: number
}

/** Rows of another stream whose children are to be read; each is of one part, so that the parts can be read at the same time. */
export interface ChildDueTable {
  org: string
  connection: string
  stream: string
  part: number
  parent_key: string
  /** Grows with each change of the parent: what was read before it is read again. */
  mark: number
}

export interface FeedTable {
  org: string
  connection: string
  fingerprint: string
  position: string
  /** In the vendor's clock. */
  read_to: number
  page: number
  fence: number
}

/** What the check of a connection told, with the settings that it was told for. */
export interface AccountTable {
  org: string
  connection: string
  fingerprint: string
  account: string
  clock_offset: number
  checked_at: number
}
