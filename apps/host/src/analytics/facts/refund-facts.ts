import type { Order, Refund } from '@cartograph/core'
import type { StoreClock } from '../calendar/store-clock.ts'
import type { LineFact, OrderAmounts, RefundedLine, RefundFact, RefundParts } from './order-fact.ts'
import { isDone } from './loose-refunds.ts'
import { amount, productOf, sum, thousandths } from './row-amounts.ts'
import { shares } from './shares.ts'

export interface RefundedOrder {
  readonly order: Order
  readonly at: number
  readonly lines: readonly LineFact[]
  readonly amounts: OrderAmounts
}

/**
 * What was given back of an order, in the order of time.
 *
 * The refund that gives back the last of the total takes what is left of every part, so that an order that was given back in
 * full is worth exactly nothing. Where no refund is known and the order says that something was given back, it counts on the
 * order's own day.
 */
export function refundFacts(
  refunded: RefundedOrder,
  rows: readonly Refund[],
  clock: StoreClock,
): readonly RefundFact[] {
  const { order, at, amounts } = refunded
  const done = rows.filter(isDone)
  if (done.length === 0 && amount(order.refundedTotal) > 0n) {
    const whole = bare(order, amount(order.refundedTotal))
    return factsOf(refunded, [{ row: whole, at }], clock)
  }
  const dated = done
    .map((row) => ({ row, at: Date.parse(row.createdAt) }))
    .toSorted((one, other) => one.at - other.at || (one.row.id < other.row.id ? -1 : 1))
  return amounts.total === 0n && dated.every(({ row }) => row.total === 0)
    ? []
    : factsOf(refunded, dated, clock)
}

function bare(order: Order, total: bigint): Refund {
  const { id, connection, currency, placedAt } = order
  return { id: `${id}:refunded`, connection, currency, createdAt: placedAt, total: Number(total) }
}

function factsOf(
  { order, lines, amounts }: RefundedOrder,
  dated: readonly { readonly row: Refund; readonly at: number }[],
  clock: StoreClock,
): readonly RefundFact[] {
  let left: RefundParts = {
    items: amounts.gross - amounts.discounts,
    shipping: amounts.shipping,
    tax: amounts.tax,
    fees: amounts.fees,
  }
  let leftTotal = amounts.total
  // What is left of each line, so that the lines of several refunds add up to what was sold.
  let leftLines = lines.map(({ quantity, gross, discount }) => ({
    quantity,
    items: gross - discount,
  }))
  return dated.map(({ row, at }) => {
    const total = amount(row.total)
    const isLast = total >= leftTotal
    const parts = isLast ? left : partsOf(row, order, left)
    const backLines = isLast
      ? lines.map((line, index) => backLine(line, leftLines[index] ?? nothing))
      : linesOf(row, lines, leftLines, parts.items)
    leftLines = leftLines.map((rest, index) => {
      const back = backLines[index] ?? nothing
      return { quantity: rest.quantity - back.quantity, items: rest.items - back.items }
    })
    left = less(left, parts)
    leftTotal -= total
    return {
      id: row.id,
      at,
      day: clock(at).day,
      parts,
      total,
      lines: backLines.filter(isSomething),
    }
  })
}

const nothing = { quantity: 0n, items: 0n }

function partsOf(row: Refund, order: Order, left: RefundParts): RefundParts {
  const total = amount(row.total)
  const written = row.lines ?? []
  if (written.length === 0) {
    const [items = 0n, shipping = 0n, tax = 0n, fees = 0n] = shares(total, [
      left.items,
      left.shipping,
      left.tax,
      left.fees,
    ])
    return { items, shipping, tax, fees }
  }
  const lineTax = sum(written, (line) => amount(line.taxTotal))
  const tax = row.taxTotal === undefined || row.taxTotal === null ? lineTax : amount(row.taxTotal)
  const onLines = sum(written, (line) => amount(line.total))
  const items = order.pricesIncludeTax === true ? onLines - lineTax : onLines
  const rest = total - items - tax
  const shipping = least(rest, left.shipping)
  const fees = least(rest - shipping, left.fees)
  // What neither shipping nor fees explain is about the things that were sold.
  return { items: total - tax - shipping - fees, shipping, tax, fees }
}

function least(value: bigint, most: bigint): bigint {
  if (value <= 0n || most <= 0n) return 0n
  return value < most ? value : most
}

function less(left: RefundParts, parts: RefundParts): RefundParts {
  return {
    items: left.items - parts.items,
    shipping: left.shipping - parts.shipping,
    tax: left.tax - parts.tax,
    fees: left.fees - parts.fees,
  }
}

/** One for each line of the order: what the refund says of it, and its share of what the refund says of none. */
function linesOf(
  row: Refund,
  lines: readonly LineFact[],
  left: readonly { readonly quantity: bigint; readonly items: bigint }[],
  items: bigint,
): readonly RefundedLine[] {
  const said = lines.map(() => ({ quantity: 0n, items: 0n }))
  for (const line of row.lines ?? []) {
    const index = lineIndex(line, lines)
    const place = said[index]
    if (place === undefined) continue
    place.quantity += thousandths(line.quantity ?? 0)
    place.items += amount(line.total)
  }
  const rest = items - sum(said, (line) => line.items)
  const parts = shares(
    rest,
    left.map((line, index) => line.items - (said[index]?.items ?? 0n)),
  )
  return lines.map((line, index) => {
    const own = said[index] ?? nothing
    return backLine(line, { quantity: own.quantity, items: own.items + (parts[index] ?? 0n) })
  })
}

function lineIndex(line: NonNullable<Refund['lines']>[number], lines: readonly LineFact[]): number {
  const byId = lines.findIndex(({ id }) => id !== undefined && id === line.orderLineId)
  if (byId !== -1) return byId
  const product = productOf(line)
  return product === undefined ? -1 : lines.findIndex((sold) => sold.product === product)
}

function backLine(
  { product, unitCost }: LineFact,
  { quantity, items }: { readonly quantity: bigint; readonly items: bigint },
): RefundedLine {
  return { product, quantity, items, unitCost }
}

function isSomething({ quantity, items }: RefundedLine): boolean {
  return quantity !== 0n || items !== 0n
}
