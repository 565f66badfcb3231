import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import { layoutOf } from './layout.ts'
import type {
  SegmentCustomerTable,
  SegmentEventTable,
  SegmentLineTable,
  SegmentOrderTable,
  SegmentProductTable,
} from './segment-tables.ts'

/** Everything that segments know of some customers. */
export interface SegmentValues {
  readonly customers: readonly Omit<SegmentCustomerTable, 'org'>[]
  readonly orders: readonly Omit<SegmentOrderTable, 'org'>[]
  readonly lines: readonly Omit<SegmentLineTable, 'org'>[]
  readonly events: readonly Omit<SegmentEventTable, 'org'>[]
}

type ValueTable =
  | 'segment_customer'
  | 'segment_order'
  | 'segment_line'
  | 'segment_event'
  | 'segment_product'

type CellValue = string | number | null

/** Writes rows whose columns are those of a table. */
function writerOf(table: ValueTable) {
  const columns = [...layoutOf(table).columns.keys()].filter((name) => name !== 'org')
  const form = insertOrReplace(table, ['org', ...(columns as never[])])
  return (org: string, rows: readonly object[]): Work<unknown> =>
    bulk(
      form,
      rows.map((row) => [
        org,
        ...columns.map((name) => (row as Readonly<Record<string, CellValue>>)[name] ?? null),
      ]),
    )
}

const writeCustomers = writerOf('segment_customer')
const writeOrders = writerOf('segment_order')
const writeLines = writerOf('segment_line')
const writeEvents = writerOf('segment_event')
const writeProducts = writerOf('segment_product')
const dropProduct = deleteMatching('segment_product', ['org', 'id'])

/** What belonged to some customers before their values were written anew. */
export interface FormerValues {
  readonly orders: readonly string[]
  readonly products: readonly string[]
}

/** Writes what is known of some customers in the place of all that was. */
export function* replaceSegmentValues(
  { build, within }: Dialect,
  org: string,
  customers: readonly string[],
  values: SegmentValues,
): Work<FormerValues> {
  const orders = yield* all(
    build
      .selectFrom('segment_order')
      .select('id')
      .where('org', '=', org)
      .where('customer', 'in', within(customers)),
  )
  const products = yield* all(
    build
      .selectFrom('segment_line')
      .select('product')
      .distinct()
      .where('org', '=', org)
      .where('customer', 'in', within(customers)),
  )
  yield* run(
    build
      .deleteFrom('segment_customer')
      .where('org', '=', org)
      .where('id', 'in', within(customers)),
  )
  for (const table of ['segment_order', 'segment_line', 'segment_event'] as const)
    yield* run(
      build.deleteFrom(table).where('org', '=', org).where('customer', 'in', within(customers)),
    )
  yield* writeCustomers(org, values.customers)
  yield* writeOrders(org, values.orders)
  yield* writeLines(org, values.lines)
  yield* writeEvents(org, values.events)
  return { orders: orders.map(({ id }) => id), products: products.map(({ product }) => product) }
}

/** Takes all rows away, of all customers and products: they are computed anew. */
export function* clearSegmentValues({ build }: Dialect, org: string): Work<void> {
  for (const table of [
    'segment_customer',
    'segment_order',
    'segment_line',
    'segment_event',
    'segment_product',
    'segment_link',
    'segment_due',
  ] as const)
    yield* run(build.deleteFrom(table).where('org', '=', org))
}

export interface SoldLine {
  readonly product: string
  readonly day: number
  readonly at: number
  readonly orderId: string
  readonly name: string | null
  readonly units: number
  readonly back: number
}

/** What was sold of some products since a day. */
export function* soldLines(
  { build, within }: Dialect,
  org: string,
  products: readonly string[],
  since: number,
): Work<readonly SoldLine[]> {
  if (products.length === 0) return []
  return yield* all(
    build
      .selectFrom('segment_line')
      .select(['product', 'day', 'at', 'order_id as orderId', 'name', 'units', 'back'])
      .where('org', '=', org)
      .where('product', 'in', within(products))
      .where('day', '>=', since),
  )
}

/** The newest line of a product that says its name, and whether it was ever sold. */
export function* lastName(
  { build }: Dialect,
  org: string,
  product: string,
): Work<{ readonly isSold: boolean; readonly name: string | undefined }> {
  const lines = build
    .selectFrom('segment_line')
    .select('name')
    .where('org', '=', org)
    .where('product', '=', product)
  const any = yield* all(lines.limit(1))
  const named = yield* all(
    lines
      .where('name', 'is not', null)
      .orderBy('day', 'desc')
      .orderBy('at', 'desc')
      .orderBy('order_id', 'desc')
      .limit(1),
  )
  return { isSold: any.length > 0, name: named[0]?.name ?? undefined }
}

/** Writes products; those without values are there no more. */
export function* writeSegmentProducts(
  _dialect: Dialect,
  org: string,
  ids: readonly string[],
  products: readonly Omit<SegmentProductTable, 'org'>[],
): Work<void> {
  const present = new Set(products.map(({ id }) => id))
  yield* bulk(
    dropProduct,
    ids.filter((id) => !present.has(id)).map((id) => [org, id]),
  )
  yield* writeProducts(org, products)
}
