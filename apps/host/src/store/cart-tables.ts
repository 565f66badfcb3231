/** A cart that is followed: where it stands, and nothing of what lies in it or of whose it is. */
export interface CartWatchTable {
  org: string
  cart: string
  /** Which rows tell of it: `cart`, or `event` where a vendor told that it was left. */
  entity: 'cart' | 'event'
  /** The row of that entity. */
  row_id: string
  rule: string
  connection: string
  /** The order that it is, or becomes. */
  order_id: string | null
  /** `open`, `left`, `waiting` or `ended`. */
  state: string
  /** Why it ended. */
  reason: string | null
  /** By our clock. */
  created_at: number
  touched_at: number
  /** When its change was seen. */
  seen_at: number
  /** When it was first found to be left. */
  left_at: number | null
  /** When it is looked at again; none: not before it or its owner does something. */
  look_at: number | null
  currency: string | null
  total: number | null
  /** With which order its owner bought, when, and after which step. */
  bought_order: string | null
  bought_at: number | null
  won_by: number | null
}

/** A message about a cart: there is one of each step, whatever happens. */
export interface CartStepTable {
  org: string
  cart: string
  step: number
  connection: string
  action: string
  /** `due`: to be tried again. `sending`: begun, its end is not known. */
  state: 'due' | 'sending' | 'sent' | 'failed' | 'unknown'
  attempts: number
  /** When it was begun last. */
  begun_at: number
  settled_at: number | null
  /** In plain words, why it was not sent. */
  problem: string | null
}

/** The link of a message, by the hash of its name. */
export interface CartLinkTable {
  org: string
  token: string
  cart: string
  step: number
  expires_at: number
  clicked_at: number | null
  clicks: number
}
