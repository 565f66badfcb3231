import type { Product } from '@cartograph/core'
import {
  lastName,
  rowsById,
  soldLines,
  writeSegmentProducts,
  type Dialect,
  type SegmentProductTable,
  type SoldLine,
  type Work,
} from '../../../store/index.ts'
import { inParts, numberIn } from '../in-parts.ts'
import { addSold, nothingSold, soldValues } from '../product-values.ts'

/** The longest window that looks at what was sold. */
const windowDays = 180

/** Computes anew what segments know of some products, from what was sold of them. */
export function* refreshProducts(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  asOf: number,
): Work<void> {
  if (ids.length === 0) return
  const stocks = new Map<string, number | undefined>()
  for (const entity of ['product', 'variant'])
    for (const { id, data, deleted } of (yield* rowsById(dialect, org, entity, ids)).values())
      if (!deleted) stocks.set(id, (JSON.parse(data) as Product).stock ?? undefined)
  const lines = Map.groupBy(
    yield* soldLines(dialect, org, ids, asOf - windowDays + 1),
    ({ product }) => product,
  )
  const rows: Omit<SegmentProductTable, 'org'>[] = []
  for (const id of ids) {
    const sold = lines.get(id) ?? []
    const { isSold, name } = yield* nameOf(dialect, org, id, sold)
    if (isSold || stocks.has(id))
      rows.push(productRow(id, { stock: stocks.get(id), sold, name, asOf }))
  }
  yield* writeSegmentProducts(dialect, org, ids, rows)
}

function* nameOf(
  dialect: Dialect,
  org: string,
  product: string,
  sold: readonly SoldLine[],
): Work<{ readonly isSold: boolean; readonly name: string | undefined }> {
  const newest = sold
    .filter(({ name }) => name !== null)
    .toSorted(byTime)
    .at(-1)
  if (newest !== undefined) return { isSold: true, name: newest.name ?? undefined }
  return yield* lastName(dialect, org, product)
}

function byTime(one: SoldLine, other: SoldLine): number {
  return one.day - other.day || one.at - other.at || (one.orderId < other.orderId ? -1 : 1)
}

function productRow(
  id: string,
  {
    stock,
    sold,
    name,
    asOf,
  }: {
    readonly stock: number | undefined
    readonly sold: readonly SoldLine[]
    readonly name: string | undefined
    readonly asOf: number
  },
): Omit<SegmentProductTable, 'org'> {
  const running = nothingSold()
  for (const { day, units, back } of sold)
    addSold(running, asOf - day, { units: BigInt(units), back: BigInt(back) })
  const values = inParts(soldValues({ stock }, running))
  const count = (field: string) => numberIn(values[field]) ?? 0
  return {
    id,
    units_30: count('units_30'),
    units_30_before: count('units_30_before'),
    units_90: count('units_90'),
    units_180: count('units_180'),
    return_rate_180: numberIn(values['return_rate_180']),
    stock: numberIn(values['stock']),
    days_of_cover: numberIn(values['days_of_cover']),
    name: name ?? null,
    // Every window moves with the day.
    due_day: sold.length > 0 ? asOf + 1 : null,
  }
}
