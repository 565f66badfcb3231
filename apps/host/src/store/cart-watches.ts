import { insertOrReplace } from './bulk-forms.ts'
import type { CartWatchTable } from './cart-tables.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

export type CartWatch = Omit<CartWatchTable, 'org'>

const columns = [
  'cart',
  'entity',
  'row_id',
  'rule',
  'connection',
  'order_id',
  'state',
  'reason',
  'created_at',
  'touched_at',
  'seen_at',
  'left_at',
  'look_at',
  'currency',
  'total',
  'bought_order',
  'bought_at',
  'won_by',
] as const satisfies readonly (keyof CartWatch)[]

const writeWatch = insertOrReplace('cart_watch', ['org', ...columns])

export function* writeCartWatches(
  _dialect: Dialect,
  org: string,
  watches: readonly CartWatch[],
): Work<void> {
  yield* bulk(
    writeWatch,
    watches.map((watch) => [org, ...columns.map((column) => watch[column])]),
  )
}

export function* cartWatches(
  { build, within }: Dialect,
  org: string,
  carts: readonly string[],
): Work<ReadonlyMap<string, CartWatch>> {
  if (carts.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('cart_watch')
      .select(columns)
      .where('org', '=', org)
      .where('cart', 'in', within(carts)),
  )
  return new Map(rows.map((row) => [row.cart, row]))
}

/** Carts that are to be looked at, the longest due first. */
export function* dueCartWatches(
  { build }: Dialect,
  org: string,
  now: number,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('cart_watch')
      .select('cart')
      .where('org', '=', org)
      .where('look_at', 'is not', null)
      .where('look_at', '<=', now)
      .orderBy('look_at')
      .orderBy('cart')
      .limit(limit),
  )
  return rows.map(({ cart }) => cart)
}

/** Carts that were left in a span of time, those left last first, from before a place in that order. */
export function* leftCartWatches(
  { build }: Dialect,
  org: string,
  wish: {
    readonly from: number
    readonly to: number
    readonly state?: string | undefined
    readonly after?: { readonly leftAt: number; readonly cart: string } | undefined
    readonly limit: number
  },
): Work<readonly CartWatch[]> {
  const { from, to, state, after, limit } = wish
  return yield* all(
    build
      .selectFrom('cart_watch')
      .select(columns)
      .where('org', '=', org)
      .where('left_at', '>=', from)
      .where('left_at', '<=', to)
      .$if(state !== undefined, (query) =>
        query.where((table) =>
          table.or([table('state', '=', state ?? ''), table('reason', '=', state ?? '')]),
        ),
      )
      .$if(after !== undefined, (query) =>
        query.where((table) =>
          table.or([
            table('left_at', '<', after?.leftAt ?? 0),
            table.and([
              table('left_at', '=', after?.leftAt ?? 0),
              table('cart', '<', after?.cart ?? ''),
            ]),
          ]),
        ),
      )
      .orderBy('left_at', 'desc')
      .orderBy('cart', 'desc')
      .limit(limit),
  )
}

/** Which cart was won back with each of some orders. */
export function* cartsWonWith(
  { build, within }: Dialect,
  org: string,
  orders: readonly string[],
): Work<ReadonlyMap<string, string>> {
  if (orders.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('cart_watch')
      .select(['cart', 'bought_order'])
      .where('org', '=', org)
      .where('bought_order', 'in', within(orders))
      .where('reason', '=', 'recovered')
      .orderBy('cart'),
  )
  return new Map(rows.map(({ cart, bought_order: order }) => [order ?? '', cart]))
}

/** Whoever left a cart longer ago did not come back for it. */
const forgottenMs = 60 * 86_400_000

/** Has some carts looked at again at an instant, unless they are bought or long forgotten. */
export function* lookAtCarts(
  { build, within }: Dialect,
  org: string,
  carts: readonly string[],
  at: number,
): Work<void> {
  if (carts.length === 0) return
  yield* run(
    build
      .updateTable('cart_watch')
      .set({ look_at: at })
      .where('org', '=', org)
      .where('cart', 'in', within(carts))
      .where('bought_order', 'is', null)
      .where('seen_at', '>=', at - forgottenMs),
  )
}

/** Ends what is under way: nobody knows what was sent about it. */
export function* restCarts({ build }: Dialect, org: string): Work<void> {
  yield* run(
    build
      .updateTable('cart_watch')
      .set({ state: 'ended', reason: 'tooLate', look_at: null })
      .where('org', '=', org)
      .where('look_at', 'is not', null),
  )
}

/** Forgets carts that were begun before an instant, with their messages. */
export function* purgeCarts({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(
    build
      .deleteFrom('cart_step')
      .where('org', '=', org)
      .where('cart', 'in', (table) =>
        table
          .selectFrom('cart_watch')
          .select('cart_watch.cart')
          .where('cart_watch.org', '=', org)
          .where('cart_watch.created_at', '<', before),
      ),
  )
  yield* run(build.deleteFrom('cart_watch').where('org', '=', org).where('created_at', '<', before))
}

/** Whether any cart is followed; orders are looked at for carts only then. */
export function* areCartsWatched({ build }: Dialect, org: string): Work<boolean> {
  const row = yield* first(
    build.selectFrom('cart_watch').select('cart').where('org', '=', org).limit(1),
  )
  return row !== undefined
}
