import { isFault } from '@cartograph/core'
import { sleep } from '../../queue/index.ts'
import {
  changesAfter,
  readConsumer,
  type Dialect,
  type Store,
  type Work,
} from '../../store/index.ts'
import { catchUpCustomers } from './catch-up.ts'
import { followCustomers, type FollowOptions } from './follow.ts'
import { consumerId } from './follow-page.ts'
import { tracedEntities } from './traced-entities.ts'

/** How often whoever brings persons up to date is waited for, and how long each time. */
const mostWaits = 150
const waitMs = 200

/** Changes that are looked at for one that matters. */
const lookedAt = 100

/** Brings persons and profiles up to date, or waits until whoever is at it has done so: two take the work from each other. */
export async function bringUpToDate(store: Store, options: FollowOptions): Promise<void> {
  for (let waited = 0; ; waited += 1) {
    await catchUpCustomers(store, options)
    if (await store.read((dialect, org) => isUpToDate(dialect, org))) return
    try {
      await followCustomers(store, options)
      return
    } catch (error) {
      if (!isFault(error) || error.kind !== 'conflict' || waited >= mostWaits) throw error
      await sleep(waitMs, options.signal)
    }
  }
}

/** Whether everything that tells of persons was looked at; other changes may wait. */
function* isUpToDate(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer === undefined || consumer.backfillId !== undefined) return false
  for (const lane of ['live', 'bulk'] as const) {
    const changes = yield* changesAfter(dialect, org, lane, consumer[lane], lookedAt)
    const telling = changes.some(({ entity }) => tracedEntities.includes(entity))
    if (telling || changes.length === lookedAt) return false
  }
  return true
}
