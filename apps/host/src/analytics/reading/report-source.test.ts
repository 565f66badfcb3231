import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers } from '../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followSales } from '../cubes/follow-sales.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { anyChange } from '../testing/any-change.ts'
import { openReportSource, sourceOfRows, type ReportSource } from './report-source.ts'

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

const { signal } = new AbortController()
const options = { zoneOf: () => undefined, now: Date.parse('2026-11-02'), signal, pageSize: 3 }

async function follow(): Promise<void> {
  await followCustomers(store, { signal })
  await followSales(store, { signal })
}

/** Histories by customer, without what no report asks for. */
async function historiesOf(source: ReportSource, lines: boolean) {
  const found = new Map<string, readonly object[]>()
  for await (const own of source.histories({ lines })) {
    const [first] = own
    if (first === undefined || found.has(first.customer)) throw new Error('A history came twice.')
    found.set(
      first.customer,
      own.map((order) => shown(order, lines)),
    )
  }
  return byName(found)
}

function byName<Value>(of: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...of].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function shown(whole: OrderFact, lines: boolean): object {
  const order = { ...whole, isGuest: undefined }
  if (lines) return order
  const refunds = order.refunds.map((refund) => Object.assign({}, refund, { lines: [] }))
  return { ...order, lines: [], coupons: [], refunds }
}

async function everything(source: ReportSource) {
  return {
    whole: await historiesOf(source, true),
    short: await historiesOf(source, false),
    firstDay: await source.firstDay(),
    currencies: new Set(await source.currencies()),
    goods: byName(await source.goods()),
    subscriptions: await source.subscriptions(),
  }
}

test('after any changes reports are made from the same, customer by customer or from all rows', async () => {
  const shops: readonly WrittenRow[] = [1, 2, 3].map((number) => ({
    entity: 'order',
    id: `shop:first${number}`,
    row: {
      connection: 'shop',
      storeId: `shop:s${number}`,
      status: 'paid',
      placedAt: '2026-03-01T12:00:00.000Z',
      currency: 'EUR',
      total: 100,
    },
  }))
  await writeRows(store, shops)
  const changes = fc.sample(anyChange, { numRuns: 300, seed: 20_261_126 })
  for (let from = 0; from < changes.length; from += 60) {
    const page = new Map(
      changes.slice(from, from + 60).map((row) => [`${row.entity}/${row.id}`, row]),
    )
    await writeRows(store, [...page.values()])
    await follow()
    for (const stores of [[], ['shop:s1', 'shop:s3']]) {
      const kept = await openReportSource(store, { ...options, stores })
      const rows = await sourceOfRows(store, { ...options, stores })
      expect(await everything(kept)).toStrictEqual(await everything(rows))
    }
  }
})

test('where the facts are behind the rows, all rows are read', async () => {
  const row = { connection: 'shop', status: 'paid', currency: 'EUR', total: 100 }
  const placedAt = '2026-03-01T12:00:00.000Z'
  await writeRows(store, [{ entity: 'order', id: 'shop:1', row: { ...row, placedAt } }])
  const source = await openReportSource(store, { ...options, stores: [] })
  expect((await historiesOf(source, false)).size).toBe(1)
})

test('a store that nothing is known of is refused', async () => {
  await follow()
  await expect(openReportSource(store, { ...options, stores: ['gone'] })).rejects.toThrow(
    'Nothing is known of a store "gone".',
  )
})
