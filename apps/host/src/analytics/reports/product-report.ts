import { isIn, type DayRange } from '../calendar/range.ts'
import { Exact, type Factor } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { ratio, whole } from '../metrics/statistics.ts'
import { exact } from '../metrics/totals.ts'
import { collected, everyOrder, type Collector } from './collector.ts'

export interface ProductRow {
  /** Undefined for what orders do not name. */
  readonly product: string | undefined
  readonly name: string | undefined
  readonly units: Exact
  readonly refundedUnits: Exact
  readonly refundedRate: Exact | undefined
  readonly gross: Exact
  readonly discounts: Exact
  readonly net: Exact
  readonly orders: number
  readonly shareOfSales: Exact | undefined
  /** A: the products that make the first 80 % of net sales, B: up to 95 %, C: the rest. */
  readonly class: 'A' | 'B' | 'C'
  readonly stock: number | undefined
  /** How many days the stock lasts at the pace of the last thirty days of the range. */
  readonly daysOfCover: Exact | undefined
  /** Of the orders with it, those that were the first of their customer. */
  readonly firstOrderShare: Exact | undefined
  /** Of the orders with it, those whose customer ordered again later. */
  readonly repeatAfterRate: Exact | undefined
}

export interface ProductReportOptions {
  readonly range: DayRange
  readonly factor: Factor
  readonly stockOf?: (product: string) => number | undefined
}

interface Running {
  /** As the newest order has it. */
  name: string | undefined
  namedAt: number
  units: bigint
  recent: bigint
  back: bigint
  gross: Exact
  discounts: Exact
  returns: Exact
  orders: number
  first: number
  again: number
}

/** What was sold of each product in a range, the best seller first; returns count on the day of their order. */
export function productReport(
  orders: readonly OrderFact[],
  options: ProductReportOptions,
): readonly ProductRow[] {
  return collected(productCollector(options), orders)
}

/** The same, of one customer after the other: what is kept is a row a product. */
export function productCollector(options: ProductReportOptions): Collector<readonly ProductRow[]> {
  const products = new Map<string | undefined, Running>()
  return {
    add: (own, counts = everyOrder) => {
      for (const [place, order] of own.entries())
        if (isIn(options.range, order.day) && counts(order))
          addOrder(products, order, options, {
            isFirst: place === 0,
            isAgain: own.length > place + 1,
          })
    },
    result: () =>
      classified(
        [...products].map(([product, running]) => rowOf(product, running, options.stockOf)),
      ),
  }
}

function addOrder(
  products: Map<string | undefined, Running>,
  order: OrderFact,
  { range, factor }: ProductReportOptions,
  { isFirst, isAgain }: { readonly isFirst: boolean; readonly isAgain: boolean },
): void {
  const rate = factor(order.currency, order.day)
  const met = new Set<string | undefined>()
  for (const line of order.lines) {
    const running = products.get(line.product) ?? nothing()
    products.set(line.product, running)
    nameBy(running, line.name, order.at)
    running.units += line.quantity
    if (order.day > range.to - coverDays) running.recent += line.quantity
    if (rate !== undefined) {
      running.gross = running.gross.plus(exact(line.gross).times(rate))
      running.discounts = running.discounts.plus(exact(line.discount).times(rate))
    }
    if (met.has(line.product)) continue
    met.add(line.product)
    running.orders += 1
    if (isFirst) running.first += 1
    if (isAgain) running.again += 1
  }
  for (const line of order.refunds.flatMap((refund) => refund.lines)) {
    const running = products.get(line.product)
    if (running === undefined || !met.has(line.product)) continue
    running.back += line.quantity
    if (rate !== undefined) running.returns = running.returns.plus(exact(line.items).times(rate))
  }
}

/** The newest name counts, and of several at one instant the last of the alphabet, so that every answer is the same each time. */
function nameBy(running: Running, name: string | undefined, at: number): void {
  if (name === undefined || at < running.namedAt) return
  if (at === running.namedAt && name < (running.name ?? '')) return
  running.name = name
  running.namedAt = at
}

const coverDays = 30
const zero = new Exact(0)

function nothing(): Running {
  return {
    name: undefined,
    namedAt: Number.NEGATIVE_INFINITY,
    units: 0n,
    recent: 0n,
    back: 0n,
    gross: zero,
    discounts: zero,
    returns: zero,
    orders: 0,
    first: 0,
    again: 0,
  }
}

type Unclassified = Omit<ProductRow, 'class' | 'shareOfSales'>

function rowOf(
  product: string | undefined,
  running: Running,
  stockOf: ProductReportOptions['stockOf'],
): Unclassified {
  const { orders } = running
  const stock = product === undefined ? undefined : stockOf?.(product)
  const pace = exact(running.recent).div(1000 * coverDays)
  return {
    product,
    name: running.name,
    units: exact(running.units).div(1000),
    refundedUnits: exact(running.back).div(1000),
    refundedRate: ratio(exact(running.back), exact(running.units)),
    gross: running.gross,
    discounts: running.discounts,
    net: running.gross.minus(running.discounts).minus(running.returns),
    orders,
    stock,
    daysOfCover: stock === undefined ? undefined : ratio(new Exact(stock), pace),
    firstOrderShare: ratio(whole(running.first), whole(orders)),
    repeatAfterRate: ratio(whole(running.again), whole(orders)),
  }
}

/** A product is in the class that its predecessors leave open: the one that crosses 80 % is still A. */
function classified(rows: readonly Unclassified[]): readonly ProductRow[] {
  const sorted = rows.toSorted(
    (one, other) =>
      other.net.comparedTo(one.net) || ((one.product ?? '') < (other.product ?? '') ? -1 : 1),
  )
  const all = sorted.reduce((sum, { net }) => sum.plus(net.isNegative() ? zero : net), zero)
  let before = zero
  return sorted.map((row) => {
    const reached = ratio(before, all)
    before = before.plus(row.net)
    return Object.assign(row, {
      shareOfSales: ratio(row.net, all),
      class: classAfter(reached, row.net),
    })
  })
}

function classAfter(reached: Exact | undefined, net: Exact): ProductRow['class'] {
  if (reached === undefined || !net.isPositive() || net.isZero()) return 'C'
  return reached.lessThan('0.8') ? 'A' : reached.lessThan('0.95') ? 'B' : 'C'
}
