import { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { exact } from '../metrics/totals.ts'
import { ratio } from '../metrics/statistics.ts'
import type { SegmentValue } from './evaluate.ts'
import type { KnownProduct, SegmentSource } from './source.ts'

/** What was sold of a product, in thousandths, and what of it came back. */
export interface Sold {
  name: string | undefined
  units30: bigint
  units30Before: bigint
  units90: bigint
  units180: bigint
  back180: bigint
}

/** What segments know of products: of those in the catalogue, and of those that were ever sold. */
export function productValues({
  facts,
  asOf,
  products,
}: Pick<SegmentSource, 'facts' | 'asOf' | 'products'>): ReadonlyMap<
  string,
  Readonly<Record<string, SegmentValue>>
> {
  const sold = soldUnits(facts.orders, asOf)
  const known = new Map<string, KnownProduct | undefined>(products.map((each) => [each.id, each]))
  for (const id of sold.keys()) if (!known.has(id)) known.set(id, undefined)
  return new Map(
    [...known].map(([id, product]) => [id, soldValues(product, sold.get(id) ?? nothingSold())]),
  )
}

export function nothingSold(): Sold {
  return { name: undefined, units30: 0n, units30Before: 0n, units90: 0n, units180: 0n, back180: 0n }
}

function soldUnits(orders: readonly OrderFact[], asOf: number): ReadonlyMap<string, Sold> {
  const sold = new Map<string, Sold>()
  for (const order of orders.toSorted(byDay)) {
    const age = asOf - order.day
    for (const { product, quantity, name } of order.lines) {
      if (product === undefined) continue
      const running = sold.get(product) ?? nothingSold()
      sold.set(product, running)
      running.name = name ?? running.name
      addSold(running, age, { units: quantity, back: 0n })
    }
    for (const { product, quantity } of order.refunds.flatMap(({ lines }) => lines)) {
      const running = product === undefined ? undefined : sold.get(product)
      if (running !== undefined) addSold(running, age, { units: 0n, back: quantity })
    }
  }
  return sold
}

/** Adds what one order so many days ago had of a product. */
export function addSold(
  running: Sold,
  age: number,
  { units: sold, back }: { readonly units: bigint; readonly back: bigint },
): void {
  if (age < 30) running.units30 += sold
  else if (age < 60) running.units30Before += sold
  if (age < 90) running.units90 += sold
  if (age >= 180) return
  running.units180 += sold
  running.back180 += back
}

/** So that a name is the last one, in whichever order orders come. */
function byDay(one: OrderFact, other: OrderFact): number {
  return one.day - other.day || one.at - other.at || (one.id < other.id ? -1 : 1)
}

function units(thousandths: bigint): Exact {
  return exact(thousandths).div(1000)
}

export function soldValues(
  product: Pick<KnownProduct, 'stock'> | undefined,
  sold: Sold,
): Readonly<Record<string, SegmentValue>> {
  const stock = product?.stock
  return {
    name: sold.name,
    units_30: units(sold.units30),
    units_30_before: units(sold.units30Before),
    units_90: units(sold.units90),
    units_180: units(sold.units180),
    return_rate_180: ratio(exact(sold.back180), exact(sold.units180)),
    stock,
    days_of_cover:
      stock === undefined ? undefined : ratio(new Exact(stock), units(sold.units30).div(30)),
  }
}
