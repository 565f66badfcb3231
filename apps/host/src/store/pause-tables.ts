/** A connection that nothing is read from and sent to until somebody lets it go on. */
export interface ConnectionPauseTable {
  org: string
  connection: string
  paused_at: number
  /** Who paused it, as the audit log names it. */
  paused_by: string
}
