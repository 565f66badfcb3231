import { all, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'

/** The next items that a served sink holds, after a key, in the order of the keys' bytes. */
export function* servedItems(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  after: string,
  limit: number,
): Work<readonly { readonly key: string; readonly payload: string }[]> {
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .select(['item_key', 'payload'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      // What another delivery writes right now is there too.
      .where('state', 'in', ['acked', 'sent'])
      // What was taken out, because its person was erased, is shown no more and is about to go.
      .where('payload', 'is not', null)
      .where('item_key', '>', after)
      .orderBy('item_key')
      .limit(limit),
  )
  return rows.map((row) => ({ key: row.item_key, payload: row.payload ?? '{}' }))
}
