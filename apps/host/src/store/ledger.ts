import { sql, type SqlBool } from 'kysely'
import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Value, type Work } from './database.ts'
import type { LedgerTable } from './delivering-tables.ts'

/** The sink that a ledger speaks of. */
export interface SinkPlace {
  readonly connection: string
  readonly sink: string
}

/** What is known of one item at one sink. */
export type LedgerEntry = Omit<LedgerTable, 'org' | 'connection' | 'sink'>

const columns = [
  'item_key',
  'delivery',
  'entity',
  'id',
  'state',
  'fence',
  'op',
  'sent_hash',
  'payload',
  'sent_seq',
  'idempotency_key',
  'sent_at',
  'owner',
  'quiet_until',
  'acked_hash',
  'remote_id',
  'ticket',
  'session',
  'ticket_index',
  'poll_at',
  'wait_sink',
  'wait_key',
  'wait_optional',
  'reason',
  'serial',
  'cause',
] as const satisfies readonly (keyof LedgerEntry)[]

/** An entry that waits for nothing, neither at the sink nor here. */
export const unhindered = {
  ticket: null,
  ticket_index: null,
  poll_at: null,
  session: null,
  wait_sink: null,
  wait_key: null,
  wait_optional: 0,
  reason: null,
} as const satisfies Partial<LedgerEntry>

const upsertEntry = insertOrReplace('ledger', ['org', 'connection', 'sink', ...columns])

/** The entries of some items. */
export function* entriesByKey(
  { build, within }: Dialect,
  org: string,
  place: SinkPlace,
  keys: readonly string[],
): Work<readonly LedgerEntry[]> {
  if (keys.length === 0) return []
  return yield* all(
    build
      .selectFrom('ledger')
      .select(columns)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('item_key', 'in', within(keys)),
  )
}

/** The entries that some commerce rows gave to a sink by a delivery. */
export function* entriesBySource(
  { build, within }: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
  entity: string,
  ids: readonly string[],
): Work<readonly LedgerEntry[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('ledger')
      .select(columns)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('delivery', '=', delivery)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
}

/** As the index of what is not settled says it: SQLite uses such an index only where a question has the very words. */
const unsettled = sql<SqlBool>`state in ('sent', 'pending', 'failed')`

function isUnsettled(state: LedgerEntry['state']): boolean {
  return state === 'sent' || state === 'pending' || state === 'failed'
}

/** Entries of a delivery at its sink in a state, in key order. */
export function* entriesInState(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
  state: LedgerEntry['state'],
  limit: number,
): Work<readonly LedgerEntry[]> {
  return yield* all(
    build
      .selectFrom('ledger')
      .select(columns)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('delivery', '=', delivery)
      .where('state', '=', state)
      .$if(isUnsettled(state), (query) => query.where(unsettled))
      // By the key as it stands all that was ever sent would be gone through in its order.
      .orderBy(sql`item_key || ''`)
      .limit(limit),
  )
}

/** How many entries of a delivery are in each state. */
export function* countEntries(
  { build }: Dialect,
  org: string,
  delivery: string,
): Work<Readonly<Partial<Record<LedgerEntry['state'], number>>>> {
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .select((table) => ['state', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .groupBy('state'),
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

export function* writeEntries(
  _dialect: Dialect,
  org: string,
  place: SinkPlace,
  entries: readonly LedgerEntry[],
): Work<void> {
  yield* bulk(
    upsertEntry,
    entries.map((entry) => [
      org,
      place.connection,
      place.sink,
      ...columns.map((name): Value => entry[name]),
    ]),
  )
}

/** A replacement became visible: what was staged for it is what the sink holds now. */
export function* acknowledgeSession(
  { build }: Dialect,
  org: string,
  delivery: string,
  session: string,
): Work<void> {
  yield* run(
    build
      .updateTable('ledger')
      .set((table) => ({
        state: 'acked' as const,
        acked_hash: table.ref('sent_hash'),
        session: null,
      }))
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('session', '=', session),
  )
}

/** Sources whose items a delivery gave once, and which its rows no longer are. */
export function* sourcesBeyond(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
  entity: string,
): Work<readonly { readonly entity: string; readonly id: string }[]> {
  return yield* all(
    build
      .selectFrom('ledger')
      .select(['ledger.entity', 'ledger.id'])
      .distinct()
      .where('ledger.org', '=', org)
      .where('ledger.connection', '=', place.connection)
      .where('ledger.sink', '=', place.sink)
      .where('ledger.delivery', '=', delivery)
      .where('ledger.state', '!=', 'gone')
      .where((table) =>
        table.or([
          table('ledger.entity', '!=', entity),
          table.not(
            table.exists(
              table
                .selectFrom('commerce')
                .select('commerce.id')
                .whereRef('commerce.org', '=', 'ledger.org')
                .whereRef('commerce.entity', '=', 'ledger.entity')
                .whereRef('commerce.id', '=', 'ledger.id'),
            ),
          ),
        ]),
      ),
  )
}

/** The sources of a delivery's items at its sink, after one, in order. */
export function* sourcesAfter(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
  entity: string,
  after: string,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .select('id')
      .distinct()
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('delivery', '=', delivery)
      .where('entity', '=', entity)
      .where('state', '!=', 'gone')
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

/** What the sink has of some sources is no reason any more not to send it. What is under way stays so. */
export function* reopenEntries(
  { build, within }: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
  entity: string,
  ids: readonly string[],
): Work<void> {
  if (ids.length === 0) return
  yield* run(
    build
      .updateTable('ledger')
      .set({ state: 'open' })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('delivery', '=', delivery)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids))
      .where('state', 'in', ['acked', 'skipped', 'failed']),
  )
}

/** Sources whose items a replacement did not contain, after one. */
export function* sourcesOutside(
  { build }: Dialect,
  org: string,
  delivery: string,
  session: string,
): Work<readonly { readonly entity: string; readonly id: string }[]> {
  return yield* all(
    build
      .selectFrom('ledger')
      .select(['entity', 'id'])
      .distinct()
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('state', '!=', 'gone')
      .where((table) => table.or([table('session', 'is', null), table('session', '!=', session)])),
  )
}
