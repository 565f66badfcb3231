import {
  markDueLater,
  markSegmentDue,
  replaceSegmentValues,
  takeSegmentDue,
  type Dialect,
  type SegmentValues,
  type Work,
} from '../../../store/index.ts'
import { customerSource } from './customer-source.ts'
import { gatherRows } from './gather-rows.ts'
import type { KeptScene } from './kept-scene.ts'
import { keptValues } from './kept-values.ts'
import { nextChanges, type Changing } from './next-change.ts'
import { refreshProducts } from './refresh-products.ts'

const customerPage = 200
const productPage = 500

/** Whose values a transaction wrote. */
export interface ChangedValues {
  readonly dialect: Dialect
  readonly org: string
  readonly scene: KeptScene
  readonly customers: readonly string[]
  readonly orders: readonly string[]
  readonly products: readonly string[]
}

/** Computes anew what is known of some customers who are due; undefined: nobody is. */
export function* dueCustomers(
  dialect: Dialect,
  org: string,
  scene: KeptScene,
): Work<ChangedValues | undefined> {
  const page = { today: scene.asOf, limit: customerPage }
  const customers = yield* takeSegmentDue(dialect, org, 'customer', page)
  if (customers.length === 0) return undefined
  const rows = yield* gatherRows(dialect, org, customers)
  const source = yield* customerSource(dialect, org, customers, rows, scene)
  const changing = nextChanges(source, rows, scene)
  const values = keptValues(source, customers, changing)
  const former = yield* replaceSegmentValues(dialect, org, customers, values)
  yield* markDueLater(dialect, org, laterAmong(customers, values, changing))
  // What many customers bought is added up once, when all of them are done.
  const products = [...former.products, ...values.lines.map(({ product }) => product)]
  yield* markSegmentDue(dialect, org, 'product', products)
  const orders = [...new Set([...former.orders, ...values.orders.map(({ id }) => id)])]
  return { dialect, org, scene, customers, orders, products: [] }
}

/** Those of whom only something dated later is known. */
function laterAmong(
  customers: readonly string[],
  values: SegmentValues,
  changing: Changing,
): readonly { readonly id: string; readonly day: number }[] {
  const present = new Set(values.customers.map(({ id }) => id))
  return customers.flatMap((id) => {
    const day = changing.dayOf(id)
    return present.has(id) || day === undefined ? [] : { id, day }
  })
}

/** The same of products. */
export function* dueProducts(
  dialect: Dialect,
  org: string,
  scene: KeptScene,
): Work<ChangedValues | undefined> {
  const page = { today: scene.asOf, limit: productPage }
  const products = yield* takeSegmentDue(dialect, org, 'product', page)
  if (products.length === 0) return undefined
  yield* refreshProducts(dialect, org, products, scene.asOf)
  return { dialect, org, scene, customers: [], orders: [], products }
}
