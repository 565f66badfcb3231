import type { Order } from '@cartograph/core'
import {
  cartClicks,
  cartMessages,
  leftCartWatches,
  rowsById,
  type CartMessage,
  type CartWatch,
  type Dialect,
  type Store,
  type Work,
} from '../../store/index.ts'
import { newTally, tallied, tallyCart, type CartFigures, type NetOrder } from './cart-tally.ts'

export interface FiguresSpan {
  readonly from: number
  readonly to: number
  readonly rule?: string | undefined
}

const pageSize = 500

/** Counts carts by when they were left. Revenue is what the orders are worth now: a refund takes it back. */
export async function cartFigures(store: Store, span: FiguresSpan): Promise<CartFigures> {
  const tally = newTally()
  let after: { readonly leftAt: number; readonly cart: string } | undefined
  for (;;) {
    const place = after
    const page = await store.read((dialect, org) => readPage(dialect, org, span, place))
    for (const cart of page.carts)
      tallyCart(tally, {
        cart,
        messages: page.messages.get(cart.cart) ?? [],
        isClicked: (step) => page.clicked.has(`${cart.cart} ${step}`),
        net: page.orders.get(cart.bought_order ?? ''),
      })
    const last = page.watches.at(-1)
    if (last === undefined || page.watches.length < pageSize) break
    after = { leftAt: last.left_at ?? 0, cart: last.cart }
  }
  return tallied(tally, span)
}

interface FiguresPage {
  readonly watches: readonly CartWatch[]
  /** Those that are asked for. */
  readonly carts: readonly CartWatch[]
  readonly messages: ReadonlyMap<string, readonly CartMessage[]>
  readonly clicked: ReadonlySet<string>
  readonly orders: ReadonlyMap<string, NetOrder>
}

function* readPage(
  dialect: Dialect,
  org: string,
  { from, to, rule }: FiguresSpan,
  after: { readonly leftAt: number; readonly cart: string } | undefined,
): Work<FiguresPage> {
  const watches = yield* leftCartWatches(dialect, org, { from, to, after, limit: pageSize })
  const carts = watches.filter((watch) => rule === undefined || watch.rule === rule)
  const ids = carts.map(({ cart }) => cart)
  const messages = Map.groupBy(yield* cartMessages(dialect, org, ids), ({ cart }) => cart)
  const clicks = yield* cartClicks(dialect, org, ids)
  const won = carts.flatMap(({ reason, bought_order: order }) =>
    reason === 'recovered' && order !== null ? [order] : [],
  )
  return {
    watches,
    carts,
    messages,
    clicked: new Set(
      clicks.filter(({ clicks: times }) => times > 0).map(({ cart, step }) => `${cart} ${step}`),
    ),
    orders: yield* netOf(dialect, org, won),
  }
}

const counted: ReadonlySet<Order['status']> = new Set([
  'paid',
  'fulfilled',
  'refunded',
  'partiallyRefunded',
])

/** What orders are worth, less what was given back; those that nobody has paid are worth nothing yet. */
function* netOf(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, NetOrder>> {
  if (ids.length === 0) return new Map()
  const rows = yield* rowsById(dialect, org, 'order', ids)
  const net = new Map<string, NetOrder>()
  for (const [id, stored] of rows) {
    if (stored.deleted) continue
    const order = JSON.parse(stored.data) as Order
    if (!counted.has(order.status)) continue
    net.set(id, {
      currency: order.currency,
      net: BigInt(order.total) - BigInt(order.refundedTotal ?? 0),
    })
  }
  return net
}
