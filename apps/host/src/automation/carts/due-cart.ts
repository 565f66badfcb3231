import type { Customer } from '@cartograph/core'
import type { CartRule } from '../../config/index.ts'
import {
  cartsOfPersons,
  lastCartMessage,
  rowsById,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import type { SeenCart } from './cart-facts.ts'
import { writable, type CartRow } from './cart-row.ts'
import { sellable, type Goods, type Sellable } from './goods.ts'
import type { CartObstacle } from './life.ts'
import { isBelow, type Exchange } from './minimum.ts'

/** A cart whose message is due, with all that may stand against it, and whom it would go to. */
export interface DueCart extends SeenCart {
  readonly goods: Sellable
  readonly email: string | undefined
  readonly customer: Customer | undefined
}

export function* seeDueCart(
  dialect: Dialect,
  org: string,
  seen: SeenCart,
  {
    rule,
    exchange,
    refusal,
  }: {
    readonly rule: CartRule
    readonly exchange: Exchange
    readonly refusal: CartObstacle | undefined
  },
): Work<DueCart> {
  const { row, watch, person } = seen
  const goods = sellable(
    { lines: row?.lines, total: row?.total },
    yield* goodsOf(dialect, org, row),
  )
  const { email, customer } = yield* recipientOf(dialect, org, row)
  const others =
    person === undefined
      ? []
      : (yield* cartsOfPersons(dialect, org, [person])).filter((cart) => cart !== watch.cart)
  const lastAt = yield* lastCartMessage(dialect, org, others)
  const obstacle =
    email === undefined
      ? 'noContact'
      : goods.isSoldOut
        ? 'productsGone'
        : isBelow(rule.minimum, { total: goods.total, currency: row?.currency }, exchange)
          ? 'belowMinimum'
          : refusal
  const coolUntil = lastAt === undefined ? undefined : lastAt + rule.coolDownMs
  return { ...seen, goods, email, customer, facts: { ...seen.facts, obstacle, coolUntil } }
}

/** To whom a cart belongs, as far as mails are concerned. */
export function* recipientOf(
  dialect: Dialect,
  org: string,
  row: CartRow | undefined,
): Work<{ readonly email: string | undefined; readonly customer: Customer | undefined }> {
  const id = row?.customerId
  if (id === undefined) return { email: row?.email, customer: undefined }
  const stored = (yield* rowsById(dialect, org, 'customer', [id])).get(id)
  if (stored === undefined || stored.deleted) return { email: row?.email, customer: undefined }
  const customer = JSON.parse(stored.data) as Customer
  return { email: row?.email ?? writable(customer.email), customer }
}

function* goodsOf(
  dialect: Dialect,
  org: string,
  row: CartRow | undefined,
): Work<ReadonlyMap<string, Goods>> {
  const found = new Map<string, Goods>()
  const lines = row?.lines ?? []
  const wanted = {
    product: lines.flatMap(({ productId }) => productId ?? []),
    variant: lines.flatMap(({ variantId }) => variantId ?? []),
  }
  for (const entity of ['product', 'variant'] as const) {
    if (wanted[entity].length === 0) continue
    for (const [id, stored] of yield* rowsById(dialect, org, entity, [
      ...new Set(wanted[entity]),
    ])) {
      const { status, inStock } = JSON.parse(stored.data) as {
        readonly status?: string
        readonly inStock?: boolean
      }
      const isOffSale = status === 'draft' || status === 'archived'
      found.set(id, { isGone: stored.deleted || isOffSale || inStock === false })
    }
  }
  return found
}
