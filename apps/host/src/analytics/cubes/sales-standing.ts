import {
  changesAfter,
  isCheckoutDue,
  isSalesDue,
  readConsumer,
  readHead,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { followedEntities } from './apply-rows.ts'

/** No delivery can be called so: their names have no colon. */
export const consumerId = 'computed:figures'
/** Another one has all facts made anew. */
export const version = '2'
/** So many changes are looked at for one that matters. */
const page = 250

/** How far the sums are behind the store. */
export interface SalesStanding {
  /** They were made from all rows once. */
  readonly isMade: boolean
  /** They are as the rows are: nothing changed since. */
  readonly isCurrent: boolean
}

export function* salesStanding(dialect: Dialect, org: string): Work<SalesStanding> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  const head = yield* readHead(dialect, org)
  const isMade =
    consumer !== undefined &&
    consumer.backfillId === undefined &&
    consumer.version === version &&
    consumer.epoch === head.epoch
  if (!isMade) return { isMade: false, isCurrent: false }
  for (const lane of ['live', 'bulk'] as const) {
    const changes = yield* changesAfter(dialect, org, lane, consumer[lane], page)
    if (changes.length === page || changes.some(({ entity }) => followedEntities.includes(entity)))
      return { isMade, isCurrent: false }
  }
  const isDue = (yield* isSalesDue(dialect, org)) || (yield* isCheckoutDue(dialect, org))
  return { isMade, isCurrent: !isDue }
}
