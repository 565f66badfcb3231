import { readHead } from './changes.ts'
import {
  canGoOn,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  rebuildConsumer,
  takeConsumer,
  type Consumer,
  type ConsumerMove,
} from './consumers.ts'
import type { Dialect, Work } from './database.ts'
import type { Store } from './store.ts'

/** Somebody who computes from the change log, one step and one transaction after the other. */
export interface Follower {
  readonly store: Store
  /** Under which name it keeps its place in the log. */
  readonly id: string
  /** What it brings up to date, for whoever is told that another process does. */
  readonly subject: string
  /** Of this in the organisation there is one at a time: what two steps touch may be the same. */
  readonly alone: string
  readonly fence: number
  readonly now: () => number
}

/**
 * Takes the place of a follower over, and says whether all begins anew: there was nothing yet, it was made with another version, or
 * it missed changes. Then what was computed before is forgotten in the same transaction.
 */
export function* takeFollower(
  dialect: Dialect,
  org: string,
  id: string,
  version: string,
  now: number,
): Work<{ readonly fence: number; readonly rebuilt: boolean }> {
  const known = yield* takeConsumer(dialect, org, id)
  const head = yield* readHead(dialect, org)
  if (canGoOn(known, head) && known.version === version)
    return { fence: known.fence, rebuilt: false }
  const { fence } = yield* rebuildConsumer(dialect, org, id, version, now)
  return { fence, rebuilt: true }
}

/** One step of a follower, in a transaction of its own. Nothing of it is kept where somebody else has taken over. */
export function followerStep<Result>(
  { store, id, subject, alone, fence }: Follower,
  work: (dialect: Dialect, org: string, place: Consumer) => Work<Result>,
): Promise<Result> {
  return store.write(function* (dialect, org) {
    yield* dialect.alone([alone, org])
    const place = yield* readConsumer(dialect, org, id)
    if (place?.fence !== fence) throw followedElsewhere(subject)
    return yield* work(dialect, org, place)
  })
}

/** Moves a follower on, in the transaction of what it has done. */
export function* moveFollower(
  dialect: Dialect,
  org: string,
  { id, subject, fence, now }: Omit<Follower, 'store' | 'alone'>,
  to: ConsumerMove,
): Work<void> {
  if (!(yield* moveConsumer(dialect, org, id, fence, to, now()))) throw followedElsewhere(subject)
}
