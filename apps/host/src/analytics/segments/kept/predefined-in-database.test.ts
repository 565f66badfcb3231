import { afterEach, beforeEach, expect, test } from 'vitest'
import { predefinedSegments, type Resource, type Segment } from '../../../segments/index.ts'
import {
  openStore,
  plannedMembers,
  replaceSegmentValues,
  writeSegmentProducts,
  type SegmentCustomerTable,
  type SegmentOrderTable,
  type SegmentProductTable,
  type Store,
} from '../../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../../testing/test-stores.ts'
import { itemOf, segmentCases, worldWith, type Values } from '../../testing/segment-cases.ts'
import { quantityOf } from '../columns.ts'
import { evaluateSegment, type SegmentItem } from '../evaluate.ts'
import { numberIn } from '../in-parts.ts'
import { planOf } from '../plan.ts'
import { thresholdsOf } from '../thresholds.ts'

const asOf = 20_000

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const bareCustomer: Omit<SegmentCustomerTable, 'org' | 'id'> = {
  orders: 0,
  orders_365: 0,
  last_day: null,
  first_day: null,
  spend: null,
  aov: null,
  median_gap: null,
  previous_gap: null,
  discounted_orders: null,
  discounted_share: null,
  refunded_share: null,
  account_orders: null,
  stores: null,
  registered_day: null,
  abandoned_30: 0,
  subscriptions_active: 0,
  subscription_ended_day: null,
  country: null,
  language: null,
  tags: null,
  due_day: null,
  due_at: null,
}

const bareOrder: Omit<SegmentOrderTable, 'org' | 'id'> = {
  customer: 'somebody',
  day: asOf,
  place: 0,
  gap: null,
  total: null,
  net: null,
  discounts: 0,
  refunded: 0,
  fully_refunded: 0,
  products: 0,
  store: '',
  channel: null,
  country: null,
  shipping_country: null,
  store_country: null,
  payment_method: null,
  coupons: '',
  failed_payments: 0,
  disputes: 0,
}

const bareProduct: Omit<SegmentProductTable, 'org' | 'id'> = {
  units_30: 0,
  units_30_before: 0,
  units_90: 0,
  units_180: 0,
  return_rate_180: null,
  stock: null,
  days_of_cover: null,
  name: null,
  due_day: null,
}

/** The row that keeps an item: the columns that it has of what the item knows. */
function rowOf<Bare extends object>(
  { id, values }: SegmentItem,
  resource: Resource,
  bare: Bare,
): Bare & { readonly id: string } {
  const known = Object.entries(values).flatMap(([field, value]) => {
    const { column, isDay } = quantityOf(resource, field)
    if (!(column in bare) || value === undefined) return []
    if (isDay) return [[column, asOf - Number(value)]]
    return [[column, typeof value === 'string' ? value : numberIn(value)]]
  })
  return Object.assign({ id }, bare, Object.fromEntries(known) as Partial<Bare>)
}

async function write(items: readonly SegmentItem[]): Promise<void> {
  await store.write(function* (dialect, org) {
    const ids = items.map(({ id }) => id)
    yield* replaceSegmentValues(dialect, org, [...ids, 'somebody'], {
      customers: items.map((item) => rowOf(item, 'customer', bareCustomer)),
      orders: items.map((item) => rowOf(item, 'order', bareOrder)),
      lines: [],
      events: [],
    })
    const products = items.map((item) => rowOf(item, 'product', bareProduct))
    yield* writeSegmentProducts(dialect, org, ids, products)
  })
}

/** The numbers of the shop are said here: they have tests of their own. */
function inDatabase(segment: Segment): Promise<readonly string[]> {
  return store.read(function* (dialect, org) {
    const found = yield* thresholdsOf(dialect, org, segment, asOf)
    const thresholds = { ...found, constants: { lapse_days: 100, first_to_second_days: 40 } }
    return yield* plannedMembers(dialect, org, planOf(segment, thresholds, asOf), { limit: 1000 })
  })
}

async function isIn(segment: Segment, id: string, values: Values): Promise<boolean> {
  const world = worldWith(itemOf(id, values))
  await write(world.items.customer)
  const members = await inDatabase(segment)
  const { members: byRows } = evaluateSegment(segment, world)
  expect(members).toStrictEqual(byRows.toSorted())
  return members.includes(id)
}

test('in the database each predefined segment has its member and leaves out its near miss, as where all rows are looked at', async () => {
  const shown: (readonly [string, boolean, boolean])[] = []
  for (const segment of predefinedSegments) {
    const [member, nearMiss] = segmentCases[segment.id] ?? [{}, {}]
    // The same name, so that one takes the place of the other.
    shown.push([segment.id, await isIn(segment, 'it', member), await isIn(segment, 'it', nearMiss)])
  }
  expect(shown).toStrictEqual(predefinedSegments.map(({ id }) => [id, true, false]))
})
