import type { Cart, Event, Order } from '@cartograph/core'
import type { CartRule } from '../../config/index.ts'
import {
  cartsWonWith,
  ordersOfPersonSince,
  personOfRow,
  readAccount,
  rowsById,
  type CartWatch,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { cartOfEvent, cartOfRow, type CartRow } from './cart-row.ts'
import type { CartFacts, Purchase } from './life.ts'

/** A cart with what is known around it. */
export interface SeenCart {
  readonly watch: CartWatch
  readonly row: CartRow | undefined
  readonly person: string | undefined
  readonly facts: CartFacts
}

/** An order of whom nobody has paid, or that came to nothing, is no purchase; one that waits for its money is. */
const bought: ReadonlySet<Order['status']> = new Set([
  'onHold',
  'paid',
  'fulfilled',
  'refunded',
  'partiallyRefunded',
])
/** An order may have been begun before it was paid, and clocks differ. */
const lookBackMs = 2 * 86_400_000
const mostOrders = 100

/** What life goes by, but for what only matters when a message is due. */
export function* seeCart(
  dialect: Dialect,
  org: string,
  watch: CartWatch,
  rule: CartRule,
  now: number,
): Work<SeenCart> {
  const row = yield* presentRow(dialect, org, watch)
  const person = yield* personOfRow(dialect, org, watch.entity, watch.row_id)
  const purchase = yield* purchaseOf(dialect, org, watch, { rule, person, now })
  return {
    watch,
    row,
    person,
    facts: {
      createdAt: watch.created_at,
      touchedAt: watch.touched_at,
      isGone: row === undefined,
      isLeft: watch.entity === 'event',
      isEmpty: row?.status === 'emptied' || row?.lines?.length === 0,
      purchase: purchase ?? (yield* saidPurchase(dialect, org, row, watch)),
      obstacle: undefined,
      coolUntil: undefined,
    },
  }
}

function* presentRow(dialect: Dialect, org: string, watch: CartWatch): Work<CartRow | undefined> {
  const rows = yield* rowsById(dialect, org, watch.entity, [watch.row_id])
  const row = rows.get(watch.row_id)
  if (row === undefined || row.deleted) return undefined
  return watch.entity === 'cart'
    ? cartOfRow(JSON.parse(row.data) as Cart)
    : cartOfEvent(JSON.parse(row.data) as Event)
}

/** The vendor says that the cart became an order, and no order is there that tells more. */
function* saidPurchase(
  dialect: Dialect,
  org: string,
  row: CartRow | undefined,
  watch: CartWatch,
): Work<Purchase | undefined> {
  if (row?.status !== 'ordered' && row?.status !== 'recovered') return undefined
  const order = watch.order_id ?? watch.cart
  const known = yield* rowsById(dialect, org, 'order', [order])
  return known.has(order) ? undefined : { order, at: watch.touched_at, isHere: true }
}

function* purchaseOf(
  dialect: Dialect,
  org: string,
  watch: CartWatch,
  {
    rule,
    person,
    now,
  }: { readonly rule: CartRule; readonly person: string | undefined; readonly now: number },
): Work<Purchase | undefined> {
  const since = watch.created_at - lookBackMs
  const theirs =
    person === undefined ? [] : yield* ordersOfPersonSince(dialect, org, person, since, mostOrders)
  const own = watch.order_id === null ? [] : [watch.order_id]
  const ids = [...new Set([...own, ...theirs])]
  if (ids.length === 0) return undefined
  const rows = yield* rowsById(dialect, org, 'order', ids)
  const found: (Purchase & { readonly isOwn: boolean })[] = []
  for (const id of ids) {
    const stored = rows.get(id)
    if (stored === undefined || stored.deleted) continue
    const order = JSON.parse(stored.data) as Order
    if (!bought.has(order.status)) continue
    const account = yield* readAccount(dialect, org, order.connection)
    const isOwn = own.includes(id)
    const at = Math.min(
      now,
      Date.parse(order.paidAt ?? order.placedAt) - (account?.clockOffsetMs ?? 0),
    )
    if (!isOwn && at < watch.created_at) continue
    const isHere = rule.connections.includes(order.connection)
    found.push({ order: id, at: Math.max(at, watch.created_at), isHere, isOwn })
  }
  const [first] = found.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.at - b.at)
  if (first === undefined) return undefined
  const { order, at, isHere } = first
  const winner = (yield* cartsWonWith(dialect, org, [order])).get(order)
  return { order, at, isHere: isHere && (winner === undefined || winner === watch.cart) }
}
