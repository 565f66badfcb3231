import {
  areCartsWatched,
  canGoOn,
  cartsOfOrders,
  cartWatches,
  changesAfter,
  followedElsewhere,
  lookAtCarts,
  moveConsumer,
  readAccount,
  readConsumer,
  readHead,
  rebuildConsumer,
  restCarts,
  rowsAfter,
  rowsById,
  writeCartWatches,
  type Consumer,
  type Dialect,
  type Lane,
  type LoggedChange,
  type Work,
} from '../../store/index.ts'
import type { CartScene } from './cart-scene.ts'
import { toldBy, watchOf, type FoundRow } from './told-cart.ts'

/** The names under which the log and the rows from before are followed; no delivery can be called so. */
const followerId = 'computed:carts'
const historyId = 'computed:cart-history'
const pageSize = 250

type Following = Pick<CartScene, 'store' | 'rules' | 'now' | 'signal' | 'catchUp'>

/**
 * Takes in what was written of carts and orders since the last time.
 *
 * Carts that are there when a rule is new, and those of a first reading, are history: they are followed only where the rule asks for
 * it. Each page of changes and the new position are one transaction.
 */
export async function followCarts(scene: Following): Promise<void> {
  const { store, signal, catchUp } = scene
  for (;;) {
    signal.throwIfAborted()
    // Whose an order is must be known before the order is looked at, so no further than the log is now.
    const { seq } = await store.read((dialect, org) => readHead(dialect, org))
    await catchUp()
    const isMore = await store.write(function* (dialect, org) {
      yield* dialect.alone(['carts', org])
      const consumer = yield* presentConsumer(dialect, org, followerId, scene.now())
      const live = yield* followPage(dialect, org, scene, { consumer, lane: 'live', until: seq })
      if (live) return true
      if (yield* walkHistory(dialect, org, scene)) return true
      return yield* followPage(dialect, org, scene, { consumer, lane: 'bulk', until: seq })
    })
    if (!isMore) return
  }
}

function* presentConsumer(dialect: Dialect, org: string, id: string, now: number): Work<Consumer> {
  const head = yield* readHead(dialect, org)
  const known = yield* readConsumer(dialect, org, id)
  // A store that was set back does not know what was sent since.
  if (known !== undefined && known.epoch !== head.epoch) yield* restCarts(dialect, org)
  return canGoOn(known, head) ? known : yield* rebuildConsumer(dialect, org, id, '1', now)
}

/** One page of changes; false: there are no more. */
function* followPage(
  dialect: Dialect,
  org: string,
  scene: Following,
  {
    consumer,
    lane,
    until,
  }: { readonly consumer: Consumer; readonly lane: Lane; readonly until: number },
): Work<boolean> {
  const found = yield* changesAfter(dialect, org, lane, consumer[lane], pageSize)
  const page = found.filter(({ seq }) => seq <= until)
  const last = page.at(-1)
  if (last === undefined) return false
  yield* takeCarts(dialect, org, scene, yield* cartRows(dialect, org, page), lane === 'bulk')
  const orders = page.filter(({ entity }) => entity === 'order').map(({ id }) => id)
  if (orders.length > 0 && (yield* areCartsWatched(dialect, org)))
    yield* lookAtCarts(dialect, org, yield* cartsOfOrders(dialect, org, orders), scene.now())
  const moved = { [lane]: last.seq }
  if (!(yield* moveConsumer(dialect, org, followerId, consumer.fence, moved, scene.now())))
    throw followedElsewhere('carts')
  return true
}

/** One page of the carts that were there before, where a rule asks for them; false: there are no more. */
function* walkHistory(dialect: Dialect, org: string, scene: Following): Work<boolean> {
  const asking = [...scene.rules.values()].filter(({ history }) => history)
  if (asking.length === 0) return false
  const version = asking.map(({ id }) => id).join(' ')
  const known = yield* readConsumer(dialect, org, historyId)
  const consumer =
    known?.version === version
      ? known
      : yield* rebuildConsumer(dialect, org, historyId, version, scene.now())
  if (consumer.backfillId === undefined) return false
  const rows = yield* rowsAfter(dialect, org, 'cart', consumer.backfillId, pageSize)
  yield* takeCarts(
    dialect,
    org,
    scene,
    rows.map((row) => ({ entity: 'cart' as const, id: row.id, row })),
    true,
  )
  const next = rows.length < pageSize ? null : (rows.at(-1)?.id ?? null)
  const moved = { backfill_id: next }
  if (!(yield* moveConsumer(dialect, org, historyId, consumer.fence, moved, scene.now())))
    throw followedElsewhere('carts')
  return true
}

function* cartRows(
  dialect: Dialect,
  org: string,
  page: readonly LoggedChange[],
): Work<readonly FoundRow[]> {
  const found: FoundRow[] = []
  for (const entity of ['cart', 'event'] as const) {
    const ids = page.filter((change) => change.entity === entity).map(({ id }) => id)
    if (ids.length === 0) continue
    const rows = yield* rowsById(dialect, org, entity, ids)
    for (const id of ids) found.push({ entity, id, row: rows.get(id) })
  }
  return found
}

/** What rows say of carts goes into their watches, which are then looked at. */
function* takeCarts(
  dialect: Dialect,
  org: string,
  scene: Following,
  rows: readonly FoundRow[],
  isHistory: boolean,
): Work<void> {
  const told = rows.flatMap((found) => toldBy(found, scene.rules))
  const known = new Map(
    yield* cartWatches(
      dialect,
      org,
      told.map(({ cart }) => cart),
    ),
  )
  const offsets = new Map<string, number>()
  for (const { connections } of scene.rules.values())
    for (const connection of connections) {
      const account = yield* readAccount(dialect, org, connection)
      offsets.set(connection, account?.clockOffsetMs ?? 0)
    }
  const now = scene.now()
  for (const each of told) {
    const watch = watchOf(each, known.get(each.cart), {
      now,
      offsetMs: offsets.get(each.row?.connection ?? '') ?? 0,
      isHistory,
    })
    if (watch !== undefined) known.set(each.cart, watch)
  }
  const carts = new Set(told.map(({ cart }) => cart))
  yield* writeCartWatches(
    dialect,
    org,
    [...known.values()].filter(({ cart }) => carts.has(cart)),
  )
}
