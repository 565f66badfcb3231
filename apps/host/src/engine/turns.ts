import PQueue from 'p-queue'
import { placeName, type Place, type Store } from '../store/index.ts'

const queues = new WeakMap<Store, Map<string, PQueue>>()

/**
 * Does what asks for single records of a stream when nobody else does.
 *
 * Two readings of one key that overlap may be answered in the wrong order, and the older answer would look like the newer
 * one. A listing and a webhook may both want to ask, so they take turns.
 */
export async function inTurn<Result>(
  store: Store,
  place: Place,
  work: () => Promise<Result>,
): Promise<Result> {
  const own = queues.get(store) ?? new Map<string, PQueue>()
  queues.set(store, own)
  const name = placeName(place)
  const queue = own.get(name) ?? new PQueue({ concurrency: 1 })
  own.set(name, queue)
  return queue.add(work)
}
