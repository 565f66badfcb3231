import { insertNew } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import type { LedgerEntry, SinkPlace } from './ledger.ts'
import { addWork } from './work.ts'

/** An item of a sink of the same connection. */
export interface ItemName {
  readonly sink: string
  readonly key: string
}

const addReference = insertNew('item_reference', [
  'org',
  'connection',
  'sink',
  'item_key',
  'target_sink',
  'target_key',
])

/** Keeps which items each of some items refers to; none: it refers to nothing any more. */
export function* writeReferences(
  { build, within }: Dialect,
  org: string,
  place: SinkPlace,
  items: readonly { readonly key: string; readonly targets: readonly ItemName[] }[],
): Work<void> {
  const { connection, sink } = place
  if (items.length === 0) return
  yield* run(
    build
      .deleteFrom('item_reference')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('sink', '=', sink)
      .where('item_key', 'in', within(items.map(({ key }) => key))),
  )
  yield* bulk(
    addReference,
    items.flatMap(({ key, targets }) =>
      targets.map((target) => [org, connection, sink, key, target.sink, target.key]),
    ),
  )
}

/** An item that refers to another one, which the sink has, and which its delivery is still to look at. */
export interface PendingChild extends ItemName {
  readonly target: string
}

/**
 * Of the items that refer to some items of a sink, those whose present state is still to be delivered.
 *
 * What a delivery has looked at, and left where it is, is none of them.
 */
export function* pendingChildren(
  { build, within }: Dialect,
  org: string,
  place: SinkPlace,
  keys: readonly string[],
): Work<readonly PendingChild[]> {
  if (keys.length === 0) return []
  return yield* all(
    build
      .selectFrom('item_reference as reference')
      .innerJoin('ledger as child', (join) =>
        join
          .onRef('child.org', '=', 'reference.org')
          .onRef('child.connection', '=', 'reference.connection')
          .onRef('child.sink', '=', 'reference.sink')
          .onRef('child.item_key', '=', 'reference.item_key'),
      )
      .select([
        'reference.target_key as target',
        'reference.sink as sink',
        'reference.item_key as key',
      ])
      .where('reference.org', '=', org)
      .where('reference.connection', '=', place.connection)
      .where('reference.target_sink', '=', place.sink)
      .where('reference.target_key', 'in', within(keys))
      .where('child.acked_hash', 'is not', null)
      .where((child) =>
        child.or([
          child.and([child('child.state', '=', 'held'), child('child.op', '=', 'delete')]),
          child.exists(
            child
              .selectFrom('work')
              .select('work.id')
              .whereRef('work.org', '=', 'child.org')
              .whereRef('work.delivery', '=', 'child.delivery')
              .whereRef('work.entity', '=', 'child.entity')
              .whereRef('work.id', '=', 'child.id'),
          ),
          child.exists(
            child
              .selectFrom('change')
              .innerJoin('consumer', (join) =>
                join
                  .onRef('consumer.org', '=', 'change.org')
                  .onRef('consumer.id', '=', 'child.delivery'),
              )
              .select('change.id')
              .whereRef('change.org', '=', 'child.org')
              .whereRef('change.entity', '=', 'child.entity')
              .whereRef('change.id', '=', 'child.id')
              .where((change) =>
                change.or([
                  change.and([
                    change('change.lane', '=', 0),
                    change('change.seq', '>', change.ref('consumer.live')),
                  ]),
                  change.and([
                    change('change.lane', '=', 1),
                    change('change.seq', '>', change.ref('consumer.bulk')),
                  ]),
                ]),
              ),
          ),
        ]),
      ),
  )
}

type Waiter = Pick<LedgerEntry, 'delivery' | 'entity' | 'id' | 'sent_seq' | 'cause'>
const waiterColumns = ['delivery', 'entity', 'id', 'sent_seq', 'cause'] as const

/**
 * Puts whoever waits for some items of a sink before its delivery again; gives back those deliveries.
 *
 * `hopeful`: only those who do not know yet of a reason why they wait in vain.
 */
export function* releaseWaiters(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  keys: readonly string[],
  who: 'all' | 'hopeful',
): Work<readonly string[]> {
  if (keys.length === 0) return []
  const waiters = yield* all(
    dialect.build
      .selectFrom('ledger')
      .select(waiterColumns)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('wait_sink', 'is not', null)
      .where('wait_sink', '=', place.sink)
      .where('wait_key', 'in', dialect.within(keys))
      .where('state', '=', 'held')
      .$if(who === 'hopeful', (query) => query.where('reason', 'is', null)),
  )
  return yield* release(dialect, org, waiters)
}

/** Whoever would go without an item that nobody brought, now that a sink is up to date. */
export function* releaseOptional(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
): Work<readonly string[]> {
  const waiters = yield* all(
    dialect.build
      .selectFrom('ledger')
      .select(waiterColumns)
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('wait_sink', 'is not', null)
      .where('wait_sink', '=', place.sink)
      .where('wait_optional', '=', 1)
      .where('state', '=', 'held'),
  )
  return yield* release(dialect, org, waiters)
}

/** Whoever of a delivery waits to be written until something is there that is, in case nobody said so. */
export function* releaseSlipped(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  delivery: string,
): Work<readonly string[]> {
  const waiters = yield* all(
    dialect.build
      .selectFrom('ledger as held')
      .innerJoin('ledger as target', (join) =>
        join
          .onRef('target.org', '=', 'held.org')
          .onRef('target.connection', '=', 'held.connection')
          .onRef('target.sink', '=', 'held.wait_sink')
          .onRef('target.item_key', '=', 'held.wait_key'),
      )
      .select(['held.delivery', 'held.entity', 'held.id', 'held.sent_seq', 'held.cause'])
      .where('held.org', '=', org)
      .where('held.connection', '=', place.connection)
      .where('held.sink', '=', place.sink)
      .where('held.delivery', '=', delivery)
      .where('held.wait_sink', 'is not', null)
      .where('held.state', '=', 'held')
      .where('held.op', '=', 'write')
      .where((table) =>
        table.or([
          table('target.acked_hash', 'is not', null),
          table.and([
            table('held.reason', 'is', null),
            table.or([
              table('target.state', 'in', ['failed', 'skipped']),
              table('target.reason', 'is not', null),
            ]),
          ]),
        ]),
      ),
  )
  return yield* release(dialect, org, waiters)
}

/** Whoever of a delivery waits to be deleted: whether it still must is looked at again. */
export function* releaseDeletes(
  dialect: Dialect,
  org: string,
  delivery: string,
): Work<readonly string[]> {
  const waiters = yield* all(
    dialect.build
      .selectFrom('ledger')
      .select(waiterColumns)
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('wait_sink', 'is not', null)
      .where('state', '=', 'held')
      .where('op', '=', 'delete'),
  )
  return yield* release(dialect, org, waiters)
}

function* release(
  dialect: Dialect,
  org: string,
  waiters: readonly Waiter[],
): Work<readonly string[]> {
  const byDelivery = Map.groupBy(waiters, (waiter) => waiter.delivery)
  for (const [delivery, own] of byDelivery)
    yield* addWork(
      dialect,
      org,
      delivery,
      own.map(({ entity, id, sent_seq: seq, cause }) => ({
        entity,
        id,
        seq,
        lane: cause?.startsWith('live') === true ? ('live' as const) : ('bulk' as const),
        replayed: cause?.startsWith('replay') === true,
      })),
    )
  return [...byDelivery.keys()]
}

/** How many items of a delivery wait for items of other sinks that may still come. */
export function* countHeld({ build }: Dialect, org: string, delivery: string): Work<number> {
  const [row] = yield* all(
    build
      .selectFrom('ledger')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('wait_sink', 'is not', null)
      .where('state', '=', 'held')
      .where('reason', 'is', null),
  )
  return row?.count ?? 0
}
