import { all, bulk, run, type Dialect, type Value, type Work } from './database.ts'
import type { LedgerTable } from './schema.ts'

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
] as const satisfies readonly (keyof LedgerEntry)[]

const upsertEntry = `insert into ledger (org, connection, sink, ${columns.join(', ')})
  values (?, ?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (org, connection, sink, item_key) do update set
    ${columns
      .slice(1)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}`

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

/** The entries that some commerce rows gave to a delivery. */
export function* entriesBySource(
  { build, within }: Dialect,
  org: string,
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
      .where('delivery', '=', delivery)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
}

/** Entries of a delivery in a state, in key order after a key. */
export function* entriesInState(
  { build }: Dialect,
  org: string,
  delivery: string,
  state: LedgerEntry['state'],
  limit: number,
): Work<readonly LedgerEntry[]> {
  return yield* all(
    build
      .selectFrom('ledger')
      .select(columns)
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('state', '=', state)
      .orderBy('item_key')
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
