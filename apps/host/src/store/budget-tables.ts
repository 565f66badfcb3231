/** A declared limit of requests in a window that several processes share. Instants are microseconds since the epoch. */
export interface BudgetTable {
  org: string
  key: string
  /** When the next request that nobody has leave for yet may go. */
  free_at: number
  blocked_until: number
  /** The share of the limit that is used, in millionths, when it was last lowered. */
  share: number
  lowered_at: number
}

/** One of the requests that a vendor lets be under way at once, and the process that has it. */
export interface BudgetSlotTable {
  org: string
  key: string
  n: number
  owner: string
  until: number
}

/** A process that has to do with a budget. */
export interface BudgetOwnerTable {
  org: string
  key: string
  owner: string
  seen_at: number
  /** Since when it has no slot and wants one; 0: it does not. */
  waits_since: number
  /** It wants more slots than it has: 1. */
  is_short: number
}
