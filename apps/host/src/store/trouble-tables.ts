/** A connection that does not work, from when that was seen first until it works again. */
export interface ConnectionTroubleTable {
  org: string
  connection: string
  since: number
  /** When its owner was told last. */
  told_at: number | null
}

/** A member of the organisation who wants no mails about connections. */
export interface TroubleMuteTable {
  org: string
  user_id: string
  muted_at: number
}
