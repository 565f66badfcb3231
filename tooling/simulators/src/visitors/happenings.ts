import type { JsonObject } from '@cartograph/core'
import type { Visitor } from './visitor.ts'

/** A row of the commerce model as it is after something happened. */
export interface Happening {
  readonly at: number
  readonly entity: 'cart' | 'order' | 'consent' | 'product'
  readonly id: string
  readonly row: JsonObject
}

/** What the shop, the till and the list of mails tell of some visitors, in the order in which it happened. */
export function happenings(all: readonly Visitor[]): readonly Happening[] {
  return all
    .flatMap((visitor) => [...cartsOf(visitor), ...consentsOf(visitor), ...ordersOf(visitor)])
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** The products of all carts, as they are from the beginning. */
export const visitorProducts: readonly Omit<Happening, 'at'>[] = [
  product('shop:cup', true),
  product('shop:pot', false),
]

function product(id: string, inStock: boolean): Omit<Happening, 'at'> {
  return { entity: 'product', id, row: { connection: 'shop', name: id, inStock } }
}

function cartsOf(visitor: Visitor): readonly Happening[] {
  const { cart, email, currency, total, begunAt, touches, isSoldOut, emptiesAt } = visitor
  const line = { productId: isSoldOut ? 'shop:pot' : 'shop:cup', quantity: 1, total }
  const row = (at: number, status: 'open' | 'emptied'): Happening => ({
    at,
    entity: 'cart',
    id: cart,
    row: {
      connection: 'shop',
      status,
      currency,
      total,
      lines: [line],
      ...(email !== undefined && { email }),
      createdAt: instant(begunAt),
      updatedAt: instant(at),
    },
  })
  return [
    ...touches.map((at) => row(at, 'open')),
    ...(emptiesAt === undefined ? [] : [row(emptiesAt, 'emptied')]),
  ]
}

function consentsOf({
  id,
  email,
  begunAt,
  hasAgreed,
  unsubscribesAt,
}: Visitor): readonly Happening[] {
  if (email === undefined) return []
  const consent = (state: 'granted' | 'withdrawn', at: number): Happening => ({
    at,
    entity: 'consent',
    id: `shop:${id}-${state}`,
    row: { connection: 'shop', channel: 'email', email, state, at: instant(at) },
  })
  return [
    ...(hasAgreed ? [consent('granted', begunAt)] : []),
    ...(unsubscribesAt === undefined ? [] : [consent('withdrawn', unsubscribesAt)]),
  ]
}

function ordersOf({ email, currency, purchase }: Visitor): readonly Happening[] {
  if (purchase === undefined || email === undefined) return []
  const { order, at, where, total, refund } = purchase
  const row = (told: number, refunded: number): Happening => ({
    at: told,
    entity: 'order',
    id: order,
    row: {
      connection: where,
      channel: where === 'till' ? 'till' : 'web',
      status: refunded === 0 ? 'paid' : refunded === total ? 'refunded' : 'partiallyRefunded',
      email,
      currency,
      total,
      refundedTotal: refunded,
      placedAt: instant(at),
    },
  })
  return [row(at, 0), ...(refund === undefined ? [] : [row(refund.at, refund.total)])]
}

function instant(at: number): string {
  return new Date(at).toISOString()
}
