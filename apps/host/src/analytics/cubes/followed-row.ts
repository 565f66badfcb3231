import type { JsonObject } from '@cartograph/core'

/** A commerce row that changed; without `row` it is gone. */
export interface FollowedRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject | undefined
}
