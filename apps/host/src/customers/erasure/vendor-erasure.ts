import type { Fault } from '@cartograph/core'

/** What came of an erasure at one vendor. */
export interface VendorErasure {
  readonly connection: string
  /** `unable`: its connector cannot erase, or may not, so somebody must do it there. */
  readonly status: 'done' | 'pending' | 'failed' | 'unable'
  readonly fault?: Fault
  /** What is to be known of it, in the connector's words. */
  readonly reason?: string
  /** How long the vendor wants to be left alone. */
  readonly afterMs?: number
}

/** Whether asking the vendor again may change something. */
export function isOpenAt({ status }: VendorErasure): boolean {
  return status === 'pending' || status === 'failed'
}
