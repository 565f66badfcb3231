import { defaultCustomers } from '../../config/index.ts'
import {
  changesAfter,
  readConsumer,
  readHead,
  type Dialect,
  type Store,
  type Work,
} from '../../store/index.ts'
import { aloneWithPersons } from './alone.ts'
import type { FollowOptions } from './follow.ts'
import { consumerId, followPage, rulesNow, standingOf } from './follow-page.ts'
import { tracedEntities } from './traced-entities.ts'

/** Changes that are looked at for one that matters. */
const lookedAt = 100

/**
 * Takes what was just written into persons and profiles, for whoever is about to look it up.
 *
 * It takes nothing over: whoever follows the log meanwhile goes on behind it. What is being computed anew is waited for by nobody, and
 * neither is the bulk lane.
 */
export async function catchUpCustomers(
  store: Store,
  { settings = defaultCustomers, now = Date.now }: Omit<FollowOptions, 'signal'>,
): Promise<void> {
  while (await store.read((dialect, org) => isBehind(dialect, org))) {
    const taken = await store.write(function* (dialect, org) {
      yield* aloneWithPersons(dialect, org)
      const { version, countriesOf } = yield* rulesNow(dialect, org, settings)
      const known = yield* readConsumer(dialect, org, consumerId)
      const standing = standingOf(known, version, yield* readHead(dialect, org))
      if (known === undefined || standing === 'outdated') return undefined
      const following = { settings, countriesOf, now, fence: known.fence }
      return yield* followPage(dialect, org, following, 'live')
    })
    if (taken === undefined) return
  }
}

function* isBehind(dialect: Dialect, org: string): Work<boolean> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  if (consumer === undefined) return false
  const changes = yield* changesAfter(dialect, org, 'live', consumer.live, lookedAt)
  return (
    changes.length === lookedAt || changes.some(({ entity }) => tracedEntities.includes(entity))
  )
}
