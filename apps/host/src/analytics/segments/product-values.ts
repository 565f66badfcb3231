import { Exact } from '../currency/rate-table.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { exact } from '../metrics/totals.ts'
import { ratio } from '../metrics/statistics.ts'
import type { SegmentValue } from './evaluate.ts'
import type { KnownProduct, SegmentSource } from './source.ts'

interface Sold {
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
    [...known].map(([id, product]) => [id, valuesOf(product, sold.get(id) ?? nothing())]),
  )
}

function nothing(): Sold {
  return { name: undefined, units30: 0n, units30Before: 0n, units90: 0n, units180: 0n, back180: 0n }
}

function soldUnits(orders: readonly OrderFact[], asOf: number): ReadonlyMap<string, Sold> {
  const sold = new Map<string, Sold>()
  for (const order of orders) {
    const age = asOf - order.day
    for (const { product, quantity, name } of order.lines) {
      if (product === undefined) continue
      const running = sold.get(product) ?? nothing()
      sold.set(product, running)
      running.name = name ?? running.name
      if (age < 30) running.units30 += quantity
      else if (age < 60) running.units30Before += quantity
      if (age < 90) running.units90 += quantity
      if (age < 180) running.units180 += quantity
    }
    if (age >= 180) continue
    for (const { product, quantity } of order.refunds.flatMap(({ lines }) => lines)) {
      const running = product === undefined ? undefined : sold.get(product)
      if (running !== undefined) running.back180 += quantity
    }
  }
  return sold
}

function units(thousandths: bigint): Exact {
  return exact(thousandths).div(1000)
}

function valuesOf(
  product: KnownProduct | undefined,
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
