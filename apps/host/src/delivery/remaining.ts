import type { Delivery } from '../config/index.ts'
import {
  countChangesAfter,
  countHeld,
  countWork,
  readConsumer,
  type Store,
} from '../store/index.ts'

/** Rows that still wait: those that were put off, and where a run was stopped also those that it did not come to. */
export function countRemaining(
  store: Store,
  { id, from }: Delivery,
  isStopped: boolean,
): Promise<number> {
  return store.read(function* (dialect, org) {
    const work = yield* countWork(dialect, org, id)
    const waiting = work.count + (yield* countHeld(dialect, org, id))
    if (!isStopped) return waiting
    const { live = 0, bulk = 0 } = (yield* readConsumer(dialect, org, id)) ?? {}
    return waiting + (yield* countChangesAfter(dialect, org, from, { live, bulk }))
  })
}
