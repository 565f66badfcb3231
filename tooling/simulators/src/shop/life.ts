import { lineWithQuantity, taxWithin, type ShopLine } from './basket.ts'
import type { ShopOrder, ShopPayment, ShopRefund } from './order.ts'
import type { OrderEvent } from './plan.ts'

/** An order as of some moment, with what hangs on it, and the events that had an effect so far. */
export interface Life {
  readonly id: string
  /** Absent after it was deleted. */
  readonly order?: ShopOrder
  readonly refunds: readonly ShopRefund[]
  readonly payment?: ShopPayment
  readonly history: readonly OrderEvent[]
}

/** The order as it is when it is placed: what the events begin with. */
export type NewOrder = Omit<
  ShopOrder,
  'status' | 'paidAt' | 'updatedAt' | 'subtotal' | 'discount' | 'tax' | 'total' | 'refunded'
>

/**
 * Lets the events happen, in the order given.
 *
 * Events that make no sense any more (an edit of what was given back, a refund of nothing) have no effect and leave no trace.
 */
export function livedThrough(placed: NewOrder, events: readonly OrderEvent[]): Life {
  let status: ShopOrder['status'] = 'pending'
  let lines = placed.lines
  let paidAt: number | undefined
  let updatedAt = placed.placedAt
  const refunds: ShopRefund[] = []
  const history: OrderEvent[] = []
  const refundedPieces = new Map<string, number>()

  for (const event of events) {
    if (event.kind === 'edited') {
      const edited = refunds.length > 0 ? undefined : withEdit(lines, event)
      if (edited === undefined || paidAt === undefined) continue
      lines = edited
    } else if (event.kind === 'refunded') {
      if (paidAt === undefined) continue
      const refund = refundOf({ placed, lines, refunds, refundedPieces, event })
      if (refund === undefined) continue
      refunds.push(refund)
      const left = totalOf(lines, placed.shippingTotal) - sumOf(refunds, ({ amount }) => amount)
      status = left === 0 ? 'refunded' : 'partiallyRefunded'
    } else if (event.kind === 'deleted') {
      return { id: placed.id, refunds: [], history: [...history, event] }
    } else {
      // A refund is the last word about an order.
      if (refunds.length > 0) continue
      if (event.kind === 'paid') paidAt = event.at
      status = statusAfter[event.kind]
    }
    updatedAt = event.at
    history.push(event)
  }

  const total = totalOf(lines, placed.shippingTotal)
  const refunded = sumOf(refunds, ({ amount }) => amount)
  const order: ShopOrder = {
    ...placed,
    lines,
    status,
    updatedAt,
    subtotal: sumOf(lines, (line) => line.subtotal),
    discount: sumOf(lines, (line) => line.discount),
    tax: sumOf(lines, (line) => line.tax) + taxWithin(placed.shippingTotal, placed.shippingTaxRate),
    total,
    refunded,
    ...(paidAt !== undefined && { paidAt }),
  }
  const payment = paymentOf(order)
  return { id: placed.id, order, refunds, history, ...(payment !== undefined && { payment }) }
}

const statusAfter = {
  placed: 'pending',
  heldForTransfer: 'onHold',
  paid: 'paid',
  fulfilled: 'fulfilled',
  cancelled: 'cancelled',
  failed: 'failed',
} as const

function withEdit(
  lines: readonly ShopLine[],
  event: Extract<OrderEvent, { kind: 'edited' }>,
): readonly ShopLine[] | undefined {
  const line = lines[event.line]
  if (line === undefined || line.quantity === event.quantity) return undefined
  if (event.quantity > 0) return lines.with(event.line, lineWithQuantity(line, event.quantity))
  return lines.length === 1 ? undefined : lines.toSpliced(event.line, 1)
}

function refundOf(state: {
  readonly placed: NewOrder
  readonly lines: readonly ShopLine[]
  readonly refunds: readonly ShopRefund[]
  readonly refundedPieces: Map<string, number>
  readonly event: Extract<OrderEvent, { kind: 'refunded' }>
}): ShopRefund | undefined {
  const { placed, lines, refunds, refundedPieces, event } = state
  const before = sumOf(refunds, ({ amount }) => amount)
  const made = {
    id: `R${placed.id.slice(1)}-${refunds.length + 1}`,
    orderId: placed.id,
    storeId: placed.storeId,
    createdAt: event.at,
    currency: placed.currency,
    reason: event.reason,
  }
  if (event.line === 'all') {
    const amount = totalOf(lines, placed.shippingTotal) - before
    const rest = lines.map((line) => ({
      lineId: line.id,
      quantity: line.quantity - (refundedPieces.get(line.id) ?? 0),
    }))
    if (amount <= 0) return undefined
    for (const line of lines) refundedPieces.set(line.id, line.quantity)
    return { ...made, amount, lines: rest.filter(({ quantity }) => quantity > 0) }
  }
  const line = lines[event.line]
  if (line === undefined) return undefined
  const pieces = refundedPieces.get(line.id) ?? 0
  // Rounded down, so that the pieces together never exceed the line.
  const amount = Math.floor(line.total / line.quantity)
  if (pieces >= line.quantity || amount === 0) return undefined
  refundedPieces.set(line.id, pieces + 1)
  return { ...made, amount, lines: [{ lineId: line.id, quantity: 1 }] }
}

function paymentOf(order: ShopOrder): ShopPayment | undefined {
  const made = {
    id: `P${order.id.slice(1)}`,
    orderId: order.id,
    method: order.paymentMethod,
    currency: order.currency,
    amount: order.total,
  }
  if (order.status === 'failed') {
    return { ...made, status: 'failed', refunded: 0, fee: 0, createdAt: order.updatedAt }
  }
  if (order.paidAt === undefined) return undefined
  return {
    ...made,
    status: order.refunded === 0 ? 'succeeded' : 'refunded',
    refunded: order.refunded,
    fee: order.paymentMethod === 'card' ? Math.round((order.total * 14) / 1_000) : 0,
    createdAt: order.paidAt,
  }
}

function totalOf(lines: readonly ShopLine[], shippingTotal: number): number {
  return sumOf(lines, (line) => line.total) + shippingTotal
}

function sumOf<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0)
}
