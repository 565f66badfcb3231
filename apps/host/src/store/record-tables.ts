export interface RecordTable {
  org: string
  connection: string
  stream: string
  key: string
  version: string | null
  obs_from: number
  obs_to: number
  hash: string
  data: string | null
  deleted: number
  rejected: number
  generation: number
  scope: string
  mapping_epoch: number
  /** Commerce rows that this record gives, as a JSON array of `entity/id`. */
  outputs: string
  /** Group of each grouping mapping, as a JSON object. */
  groups: string
  uncertain: number
  package_version: string
}

export interface MemberTable {
  org: string
  connection: string
  stream: string
  mapping: string
  group_key: string
  key: string
  rejected: number
}

export interface RecordGroupTable {
  org: string
  connection: string
  stream: string
  mapping: string
  group_key: string
  /** Grows with each change of a member; 0: its output is current. */
  dirty: number
  outputs: string
}

export interface CommerceTable {
  org: string
  entity: string
  id: string
  connection: string
  data: string
  hash: string
  /** How many records or groups give this row; at 0 it is deleted. */
  givers: number
  deleted_at: number | null
}

export interface ChangeTable {
  org: string
  entity: string
  id: string
  seq: number
  op: number
  lane: number
  changed_at: number
}

export interface ConsumerTable {
  org: string
  id: string
  epoch: string
  live: number
  bulk: number
  /** Where the walk over all rows is; null: it has ended. */
  backfill_id: string | null
  version: string
  fence: number
  moved_at: number
  /** The version that the values of its joined rows were collected for, once all were. */
  joined: string
}
