import type { Outcome } from '@cartograph/core'
import { contentHash, appendChanges, writeCommerce } from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

/**
 * Addresses that a sink was refused for good become events, as those that a vendor tells of: nothing more is sent to them.
 *
 * They are written before the outcomes are: where the process dies between, the next attempt is refused as well, and says the same.
 */
export async function noteUndeliverable(
  { store, place, clock }: DeliveryScene,
  results: readonly { readonly outcome: Outcome }[],
): Promise<void> {
  const now = clock.now()
  const rows = results.flatMap(({ outcome }) =>
    outcome.status === 'failed'
      ? (outcome.undeliverable ?? []).flatMap((person) => eventsOf(place.connection, person, now))
      : [],
  )
  if (rows.length === 0) return
  await store.write(function* (dialect, org) {
    const givers = [{ before: [], after: rows }]
    const changes = yield* writeCommerce(dialect, org, place.connection, givers, now)
    yield* appendChanges(dialect, org, changes, 'live', now)
  })
}

/** The same one, however often it is refused on a day. */
function eventsOf(
  connection: string,
  { email, phone }: { readonly email?: string; readonly phone?: string },
  now: number,
) {
  const at = new Date(now).toISOString()
  const whom = [
    ...(email === undefined ? [] : [{ channel: 'email', email }]),
    ...(phone === undefined ? [] : [{ channel: 'sms', phone }]),
  ]
  return whom.map((each) => {
    const day = at.slice(0, 10)
    const id = `${connection}:undeliverable-${contentHash(JSON.stringify([each, day]))}`
    const type = `${each.channel}.hardBounced`
    const data = JSON.stringify({ id, connection, type, at, ...each })
    return { entity: 'event', id, data, hash: contentHash(data) }
  })
}
