import {
  countChangesAfter,
  countWork,
  readConsumer,
  type Dialect,
  type Work,
} from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

/**
 * Whether a delivery to a sink of the connection still has rows to look at, so that an item may yet come.
 *
 * `inHand`: rows that this delivery looks at right now.
 */
export async function hasMoreToBring(
  scene: DeliveryScene,
  sink: string,
  inHand: number,
): Promise<boolean> {
  return scene.store.read(function* (dialect, org) {
    for (const { id, from, sink: own } of scene.neighbours) {
      if (own !== sink) continue
      const looking = id === scene.delivery.id ? inHand : 0
      if (!(yield* isUpToDate(dialect, org, id, from, looking))) return true
    }
    return false
  })
}

/** Whether a delivery has looked at everything, but for the rows that it looks at right now. */
export function* isUpToDate(
  dialect: Dialect,
  org: string,
  delivery: string,
  from: string,
  looking = 0,
): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, delivery)
  if (consumer === undefined || consumer.backfillId !== undefined) return false
  const waiting = yield* countWork(dialect, org, delivery)
  if (waiting.count > looking) return false
  const behind = yield* countChangesAfter(dialect, org, from, consumer)
  return behind === 0
}
