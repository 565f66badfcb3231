/** A connection that was taken away together with its data, which is deleted step by step. */
export interface ConnectionRemovalTable {
  org: string
  connection: string
  asked_at: number
  /** Who asked for it, as the audit log names them. */
  asked_by: string
  /** How many rows were deleted so far. */
  deleted: number
  done_at: number | null
}
