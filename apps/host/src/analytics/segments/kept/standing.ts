import { changesAfter, readConsumer, type Dialect, type Work } from '../../../store/index.ts'

/** No delivery can be called so: their names have no colon. */
export const segmentFollower = 'computed:segments'

/** Whether what segments compare is as the store is. */
export function* areSegmentsCurrent(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, segmentFollower)
  if (consumer === undefined || consumer.joined !== consumer.version) return false
  return yield* isAtHead(dialect, org, segmentFollower)
}

/** Whether a follower has taken in all that stands in the change log. */
export function* isAtHead(dialect: Dialect, org: string, id: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, id)
  if (consumer === undefined || consumer.backfillId !== undefined) return false
  for (const lane of ['live', 'bulk'] as const)
    if ((yield* changesAfter(dialect, org, lane, consumer[lane], 1)).length > 0) return false
  return true
}
