import type { DashboardDraft } from './dashboard-draft.ts'

/** A dashboard as the store has it, as far as it has it. */
export interface KeptDashboard {
  /** Missing: it has no name yet, and takes one of its title. */
  readonly id?: string
  readonly saved: DashboardDraft
  readonly version?: number | undefined
  readonly changedBy?: string | undefined
  readonly changedAt?: string | undefined
  /** It was taken away after it was read. */
  readonly isGone?: boolean
}
