import { insertFresh } from './bulk-forms.ts'
import type { CommerceChange } from './changes.ts'
import { bulk, run, type Dialect, type Work } from './database.ts'

const addEvent = insertFresh('commerce', [
  'org',
  'entity',
  'id',
  'connection',
  'data',
  'hash',
  'givers',
  'deleted_at',
])

/** Writes that members entered and left as rows of the commerce model; gives back what to say in the change log. */
export function* writeSegmentEvents(
  _dialect: Dialect,
  org: string,
  connection: string,
  events: readonly { readonly id: string; readonly data: string; readonly hash: string }[],
): Work<readonly CommerceChange[]> {
  const ordered = events.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  yield* bulk(
    addEvent,
    ordered.map(({ id, data, hash }) => [org, 'event', id, connection, data, hash, 1, null]),
  )
  return ordered.map(({ id }) => ({ entity: 'event', id, op: 'upsert' }))
}

/** Lets deliveries look at all rows again, from the first. */
export function* restartDeliveries(
  { build, within }: Dialect,
  org: string,
  deliveries: readonly string[],
): Work<void> {
  if (deliveries.length === 0) return
  yield* run(
    build
      .updateTable('consumer')
      .set({ backfill_id: '' })
      .where('org', '=', org)
      .where('id', 'in', within(deliveries)),
  )
}
