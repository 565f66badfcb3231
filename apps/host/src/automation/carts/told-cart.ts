import type { Cart, Event } from '@cartograph/core'
import type { CartRule } from '../../config/index.ts'
import type { CartWatch, StoredRow } from '../../store/index.ts'
import { cartOfEvent, cartOfRow, type CartRow } from './cart-row.ts'
import { ruleOfConnection } from './cart-scene.ts'
import { ownInstants } from './instants.ts'
import { isFinal, type CartEnd } from './life.ts'

/** Whoever began a cart longer ago has forgotten it. */
const oldestMs = 30 * 86_400_000

/** A row that was written, and may tell of a cart. */
export interface FoundRow {
  readonly entity: 'cart' | 'event'
  readonly id: string
  readonly row: StoredRow | undefined
}

export interface ToldCart {
  readonly cart: string
  readonly entity: 'cart' | 'event'
  readonly rowId: string
  /** Undefined: the row is gone. */
  readonly row: CartRow | undefined
  /** Undefined: of a row that is gone. */
  readonly rule: CartRule | undefined
}

/** What a row tells of a cart that some rule follows. */
export function toldBy(
  { entity, id, row }: FoundRow,
  rules: ReadonlyMap<string, CartRule>,
): readonly ToldCart[] {
  if (row === undefined || row.deleted)
    return entity === 'event'
      ? []
      : [{ cart: id, entity, rowId: id, row: undefined, rule: undefined }]
  if (entity === 'cart') {
    const cart = cartOfRow(JSON.parse(row.data) as Cart)
    const rule = ruleOfConnection(rules, cart.connection)
    return rule === undefined ? [] : [{ cart: id, entity, rowId: id, row: cart, rule }]
  }
  const event = JSON.parse(row.data) as Event
  const rule = ruleOfConnection(rules, event.connection)
  if (rule === undefined || !rule.events.includes(event.type)) return []
  return [{ cart: event.cartId ?? id, entity, rowId: id, row: cartOfEvent(event), rule }]
}

/** How a cart is watched after a row told of it; undefined: it is not. */
export function watchOf(
  { cart, entity, rowId, row, rule }: ToldCart,
  known: CartWatch | undefined,
  {
    now,
    offsetMs,
    isHistory,
  }: { readonly now: number; readonly offsetMs: number; readonly isHistory: boolean },
): CartWatch | undefined {
  if (known === undefined) {
    if (row === undefined || rule === undefined || (isHistory && !rule.history)) return undefined
    const instants = ownInstants(row, { offsetMs, seenAt: now })
    if (instants.createdAt < now - oldestMs) return undefined
    return {
      cart,
      entity,
      row_id: rowId,
      rule: rule.id,
      connection: row.connection,
      order_id: row.orderId ?? null,
      state: 'open',
      reason: null,
      created_at: instants.createdAt,
      touched_at: instants.touchedAt,
      seen_at: now,
      left_at: null,
      look_at: now,
      currency: row.currency ?? null,
      total: row.total ?? null,
      bought_order: null,
      bought_at: null,
      won_by: null,
    }
  }
  if (known.reason !== null && isFinal(known.reason as CartEnd)) return known
  // Where rows tell of a cart, what a vendor finds out besides does not count.
  if (known.entity === 'cart' && entity === 'event') return known
  if (row === undefined || rule === undefined) return { ...known, look_at: now }
  const { touchedAt } = ownInstants(row, { offsetMs, seenAt: now })
  return {
    ...known,
    entity,
    row_id: rowId,
    rule: rule.id,
    seen_at: now,
    look_at: now,
    order_id: row.orderId ?? known.order_id,
    touched_at: Math.max(known.touched_at, touchedAt),
    currency: row.currency ?? null,
    total: row.total ?? null,
  }
}
