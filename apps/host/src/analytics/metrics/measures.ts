import type { OrderFact, RefundFact } from '../facts/order-fact.ts'
import { sum } from '../facts/row-amounts.ts'

/** What adds up: amounts in minor units of one currency. */
export const amountNames = [
  'gross',
  'discounts',
  'shipping',
  'tax',
  'fees',
  'total',
  'paidSales',
  'returns',
  'shippingBack',
  'taxBack',
  'feesBack',
  'refunds',
  'costedSales',
  'cost',
] as const
/** What adds up without a currency; units are thousandths of one. */
export const countNames = [
  'orders',
  'paidOrders',
  'units',
  'unitsBack',
  'discountedOrders',
  'refundedOrders',
  'fullyRefundedOrders',
] as const

export type AmountName = (typeof amountNames)[number]
export type CountName = (typeof countNames)[number]
export type Measure = AmountName | CountName
export type Measures = Readonly<Record<Measure, bigint>>

const names: readonly Measure[] = [...amountNames, ...countNames]

export const noMeasures = Object.fromEntries(names.map((name) => [name, 0n])) as unknown as Measures

/** A sum that grows in place: for the inside of loops. */
export type RunningMeasures = Record<Measure, bigint>

export function runningMeasures(): RunningMeasures {
  return { ...noMeasures }
}

export function addTo(running: RunningMeasures, more: Partial<Measures>): void {
  for (const name of names) {
    const value = more[name]
    if (value !== undefined) running[name] += value
  }
}

/** What a sale counts by itself, on the order's day. */
export function saleMeasures(order: OrderFact): Partial<Measures> {
  const { gross, discounts, total } = order.amounts
  const costed = order.lines.filter(({ unitCost }) => unitCost !== undefined)
  const back = sum(order.refunds, (refund) => refund.total)
  const isPaid = total !== 0n
  return {
    ...order.amounts,
    paidSales: isPaid ? gross - discounts : 0n,
    costedSales: sum(costed, (line) => line.gross - line.discount),
    cost: sum(costed, (line) => costOf(line.quantity, line.unitCost)),
    orders: 1n,
    paidOrders: isPaid ? 1n : 0n,
    units: sum(order.lines, ({ quantity }) => quantity),
    discountedOrders: discounts > 0n ? 1n : 0n,
    refundedOrders: order.refunds.length > 0 ? 1n : 0n,
    fullyRefundedOrders: total > 0n && back >= total ? 1n : 0n,
  }
}

/** What a refund counts: on the order's day, or on its own. */
export function refundMeasures({ parts, total, lines }: RefundFact): Partial<Measures> {
  const costed = lines.filter(({ unitCost }) => unitCost !== undefined)
  return {
    returns: parts.items,
    shippingBack: parts.shipping,
    taxBack: parts.tax,
    feesBack: parts.fees,
    refunds: total,
    costedSales: -sum(costed, ({ items }) => items),
    cost: -sum(costed, (line) => costOf(line.quantity, line.unitCost)),
    unitsBack: sum(lines, ({ quantity }) => quantity),
  }
}

/** To the nearest minor unit, halves up; quantities are thousandths. */
function costOf(quantity: bigint, unitCost: bigint | undefined): bigint {
  const product = quantity * (unitCost ?? 0n)
  return product < 0n ? -((-product + 500n) / 1000n) : (product + 500n) / 1000n
}
