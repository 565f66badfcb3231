import { countedOrderStatuses, type Order, type OrderLine, type Refund } from '@cartograph/core'
import { weekdayOf } from '../calendar/day.ts'
import type { StoreClock } from '../calendar/store-clock.ts'
import type { LineFact, OrderFact, Place } from './order-fact.ts'
import { amount, productOf, storeOf, sum, thousandths } from './row-amounts.ts'
import { refundFacts } from './refund-facts.ts'
import { shares } from './shares.ts'

/** What the facts of an order need to know beyond its rows. */
export interface FactSource {
  readonly clockOf: (store: string) => StoreClock
  /** The person who bought; undefined where nobody knows. */
  readonly customer: string | undefined
  readonly isGuest?: boolean
  /** What one costs the merchant, in this currency; undefined where nobody knows. */
  readonly costOf?: (product: string, currency: string) => bigint | undefined
  /** Which instant of an order gives its day. Default: when it was placed. */
  readonly basis?: 'placed' | 'paid'
}

const counted: ReadonlySet<string> = new Set(countedOrderStatuses)

/** The facts of an order with its refunds; undefined where figures do not count it, neither the sale nor what was given back. */
export function orderFact(
  order: Order,
  refunds: readonly Refund[],
  source: FactSource,
): OrderFact | undefined {
  if (!counted.has(order.status)) return undefined
  const store = storeOf(order)
  const clock = source.clockOf(store)
  const at = Date.parse((source.basis === 'paid' ? order.paidAt : undefined) ?? order.placedAt)
  const { day, hour } = clock(at)
  const lines = linesOf(order, source)
  const amounts = {
    gross: sum(lines, ({ gross }) => gross),
    discounts: sum(lines, ({ discount }) => discount),
    shipping: amount(order.shippingTotal),
    tax: amount(order.taxTotal),
    fees: amount(order.feeTotal),
    total: amount(order.total),
  }
  return {
    id: order.id,
    store,
    customer: source.customer ?? `order:${order.id}`,
    isAnonymous: source.customer === undefined,
    isGuest: source.isGuest ?? order.customerId === undefined,
    at,
    day,
    hour,
    weekday: weekdayOf(day),
    currency: order.currency,
    channel: order.channel ?? undefined,
    paymentMethod: order.paymentMethod ?? undefined,
    billing: placeOf(order.billing),
    shipping: placeOf(order.shipping),
    coupons: couponsOf(order),
    lines,
    amounts,
    refunds: refundFacts({ order, at, lines, amounts }, refunds, clock),
  }
}

function linesOf(order: Order, { costOf }: FactSource): readonly LineFact[] {
  const written = order.lines ?? []
  if (written.length === 0) return [lineOfAll(order)]
  const withTax = order.pricesIncludeTax === true
  const lines = written.map((line): LineFact => {
    const product = productOf(line)
    const { gross, net } = lineAmounts(line, withTax)
    return {
      id: line.id ?? undefined,
      product,
      name: line.name ?? undefined,
      quantity: thousandths(line.quantity ?? 1),
      gross,
      discount: gross - net,
      categories: line.categoryIds ?? [],
      unitCost: product === undefined ? undefined : costOf?.(product, order.currency),
    }
  })
  // What is off the order as a whole belongs to its lines too.
  const onLines = sum(lines, ({ discount }) => discount)
  const whole = amount(order.discountTotal) - onLines
  if (whole <= 0n || withTax || linesSayDiscounts(written)) return lines
  const parts = shares(
    whole,
    lines.map(({ gross, discount }) => gross - discount),
  )
  return lines.map((line, index) =>
    Object.assign({}, line, { discount: line.discount + (parts[index] ?? 0n) }),
  )
}

/** Lines that differ before and after discounts already carry what is off the order. */
function linesSayDiscounts(lines: readonly OrderLine[]): boolean {
  return lines.some((line) => amount(line.discountTotal) !== 0n)
}

function lineAmounts(
  line: OrderLine,
  withTax: boolean,
): { readonly gross: bigint; readonly net: bigint } {
  const discount = amount(line.discountTotal)
  const net = amount(line.total ?? maybeLess(line.subtotal, line.discountTotal))
  const gross =
    line.subtotal === undefined || line.subtotal === null ? net + discount : amount(line.subtotal)
  if (!withTax) return { gross, net }
  const tax = amount(line.taxTotal)
  const netWithout = net - tax
  // The tax that is told is that of the price paid; the price before discounts has it at the same rate.
  return net === 0n
    ? { gross, net: netWithout }
    : { gross: shareOf(gross, netWithout, net), net: netWithout }
}

function maybeLess(
  subtotal: number | null | undefined,
  discount: number | null | undefined,
): number {
  return (subtotal ?? 0) - (discount ?? 0)
}

/** `amount × part / whole`, to the nearest whole, halves away from zero. */
function shareOf(value: bigint, part: bigint, whole: bigint): bigint {
  const product = value * part
  const isNegative = product < 0n !== whole < 0n
  const [dividend, divisor] = [magnitude(product), magnitude(whole)]
  const rounded = (2n * dividend + divisor) / (2n * divisor)
  return isNegative ? -rounded : rounded
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

function lineOfAll(order: Order): LineFact {
  const discount = amount(order.discountTotal)
  const others = amount(order.shippingTotal) + amount(order.feeTotal) + amount(order.taxTotal)
  const hasSubtotal =
    order.subtotal !== undefined && order.subtotal !== null && order.pricesIncludeTax !== true
  return {
    id: undefined,
    product: undefined,
    name: undefined,
    quantity: 0n,
    gross: hasSubtotal ? amount(order.subtotal) : amount(order.total) - others + discount,
    discount,
    categories: [],
    unitCost: undefined,
  }
}

function placeOf(address: Order['billing']): Place {
  return {
    country: address?.country ?? undefined,
    region: address?.region ?? undefined,
    city: address?.city ?? undefined,
  }
}

/** Codes are the same in capitals and in small letters. */
function couponsOf({ coupons }: Order): OrderFact['coupons'] {
  return (coupons ?? []).flatMap(({ code, couponId, discountTotal }) => {
    const name = code?.trim().toLowerCase() ?? couponId ?? undefined
    return name === undefined || name === ''
      ? []
      : [{ code: name, discount: amount(discountTotal) }]
  })
}
