export interface WorkTable {
  org: string
  delivery: string
  entity: string
  id: string
  due_seq: number
  lane: number
  not_before: number
  attempts: number
  /** Somebody asked for it again. */
  replayed: number
}

export interface LedgerTable {
  org: string
  connection: string
  sink: string
  item_key: string
  delivery: string
  entity: string
  id: string
  state: 'open' | 'sent' | 'pending' | 'held' | 'acked' | 'skipped' | 'failed' | 'gone'
  fence: number
  op: 'write' | 'delete'
  sent_hash: string | null
  payload: string | null
  sent_seq: number
  idempotency_key: string
  sent_at: number
  owner: string
  quiet_until: number
  acked_hash: string | null
  remote_id: string | null
  ticket: string | null
  session: string | null
  /** The place among the items of its ticket. */
  ticket_index: number | null
  poll_at: number | null
  /** The item of a sink of the same connection that it waits for. */
  wait_sink: string | null
  wait_key: string | null
  /** It goes without, once nothing is left that could bring it. */
  wait_optional: number
  /** Why the sink does not have it, or why waiting is in vain for now. */
  reason: string | null
  /** Items of a connection with the same value are never under way at the same time. */
  serial: string | null
  /** Why it was sent: `live`, `backfill` or `replay`; of a delete `removed` or `excluded` as well, after a space. */
  cause: string | null
}

/** To which items of other sinks an item refers. */
export interface ItemReferenceTable {
  org: string
  connection: string
  sink: string
  item_key: string
  target_sink: string
  target_key: string
}

/** By which values the rows that a delivery sends find the rows that its mapping joins. */
export interface JoinValueTable {
  org: string
  delivery: string
  /** `asks`: a row that is sent looks for the value; `has`: a row that is joined has it. */
  side: 'asks' | 'has'
  name: string
  value: string
  id: string
}

export interface ReplacementTable {
  org: string
  delivery: string
  id: string
  state: 'begun' | 'writing' | 'committing'
  session: string | null
}

export interface DeadLetterTable {
  org: string
  side: 'source' | 'delivery'
  /** `connection/stream`, or the delivery. */
  part: string
  key: string
  at: string
  fault: string
  record: string | null
  item: string | null
  scope: string
  generation: number
  created_at: number
  times: number
}
