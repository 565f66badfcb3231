import { isFault } from '@cartograph/core'
import { sleep } from '../../queue/index.ts'
import type { Store } from '../../store/index.ts'
import { catchUpCustomers } from './catch-up.ts'
import { followCustomers, isFollowed, type FollowOptions } from './follow.ts'

/** How often whoever brings persons up to date is waited for, and how long each time. */
const mostWaits = 150
const waitMs = 200

/** Brings persons and profiles up to date, or waits until whoever is at it has done so: two take the work from each other. */
export async function bringUpToDate(store: Store, options: FollowOptions): Promise<void> {
  for (let waited = 0; ; waited += 1) {
    await catchUpCustomers(store, options)
    if (await store.read((dialect, org) => isFollowed(dialect, org))) return
    try {
      await followCustomers(store, options)
      return
    } catch (error) {
      if (!isFault(error) || error.kind !== 'conflict' || waited >= mostWaits) throw error
      await sleep(waitMs, options.signal)
    }
  }
}
