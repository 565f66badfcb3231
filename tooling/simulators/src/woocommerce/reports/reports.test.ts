import { expect, test } from 'vitest'

import { dayMs } from '../../shop/durations.ts'
import { simulatedShop } from '../../shop/shop.ts'
import type { JsonObject } from '../json.ts'
import { get, list } from '../testing/client.ts'
import { recordedAnswers } from '../testing/recorded.ts'
import { started } from '../testing/started.ts'
import { intervalsBetween } from './intervals.ts'

const stats = 'wc-analytics/reports/orders/stats'
const ever = { after: '2020-01-01T00:00:00', before: '2030-01-01T00:00:00', interval: 'year' }

const totalsOf = async (
  store: Parameters<typeof get>[0],
  query: Readonly<Record<string, string>>,
) => ((await get(store, stats, query)).body as JsonObject)['totals'] as JsonObject

test('statistics add up currencies as if they were one', async () => {
  const store = await started()
  const line = { quantity: 1, total: '100.10' }
  for (const currency of ['DKK', 'EUR']) {
    store.admin.createOrder({ currency, status: 'completed', line_items: [line] })
  }
  expect(await totalsOf(store, ever)).toMatchObject({
    orders_count: 2,
    total_sales: 200.2,
    net_revenue: 200.2,
    num_items_sold: 2,
  })
})

test('the sums of a whole shop are its sales less its refunds, in floating point', async () => {
  const shop = simulatedShop({ orders: 300 })
  const store = await started({ shop })
  const counted = store
    .truth('orders')
    .filter((order) => order['date_paid'] !== null && order['status'] !== 'trash')
  const sales = counted.reduce((sum, { total }) => sum + Number(total), 0)
  const refunds = store.truth('refunds').reduce((sum, { amount }) => sum + Number(amount), 0)
  const totals = await totalsOf(store, ever)
  expect(Number(totals['total_sales'])).toBeCloseTo(sales - refunds, 4)
  expect(Number(totals['refunds'])).toBeCloseTo(refunds, 4)
  expect(Number(totals['total_sales'])).toBeCloseTo(
    ['net_revenue', 'taxes', 'shipping'].reduce((sum, key) => sum + Number(totals[key]), 0),
    4,
  )
})

test('what holds between the recorded sums holds between ours', async () => {
  const store = await started({ shop: simulatedShop({ orders: 400 }) })
  const recorded = recordedAnswers().filter(({ name }) => name === 'analytics.orders.stats')
  const theirs = recorded.map(({ body }) => (body as { readonly totals: JsonObject }).totals)
  expect(theirs).toHaveLength(1)
  for (const totals of [...theirs, await totalsOf(store, ever)]) {
    const of = (name: string) => Number(totals[name])
    expect(of('refunds')).toBeGreaterThan(0)
    expect(of('coupons')).toBeGreaterThan(0)
    // Before coupons and refunds, without tax and shipping.
    expect(of('gross_sales') - of('coupons')).toBeCloseTo(
      of('avg_order_value') * of('orders_count'),
      4,
    )
    expect(of('total_sales')).toBeCloseTo(of('net_revenue') + of('taxes') + of('shipping'), 4)
    expect(of('gross_sales') - of('coupons')).toBeGreaterThan(of('net_revenue'))
  }
})

test('an order counts on the day it was paid, not on the day it was placed', async () => {
  let now = Date.now() - 10 * dayMs
  const store = await started({ now: () => now })
  const id = store.admin.createOrder({ line_items: [{ quantity: 1, total: '10' }] })
  now = Date.now()
  store.admin.updateOrder(id, { status: 'processing' })
  const after = new Date(now - 2 * dayMs).toISOString().slice(0, 19)
  expect(await totalsOf(store, { ...ever, after })).toMatchObject({ orders_count: 1 })
  expect(await totalsOf(store, { ...ever, before: after })).toMatchObject({ orders_count: 0 })
})

test('the old sales report finds no sales where orders have tables of their own', async () => {
  const store = await started({ shop: simulatedShop({ orders: 60 }) })
  const [report] = await list(store, 'wc/v3/reports/sales', { period: 'year' })
  expect(report).toMatchObject({ total_sales: '0.00', total_orders: 0, totals_grouped_by: 'month' })
  expect(Number(report?.['total_customers'])).toBeGreaterThan(0)
  expect(await list(store, 'wc/v3/reports/top_sellers', { period: 'year' })).toStrictEqual([])
})

test('the totals of orders leave out the trash', async () => {
  const store = await started()
  store.admin.trashOrder(store.admin.createOrder())
  store.admin.createOrder()
  const totals = await list(store, 'wc/v3/reports/orders/totals')
  expect(totals.find(({ slug }) => slug === 'pending')).toStrictEqual({
    slug: 'pending',
    name: 'Pending payment',
    total: 1,
  })
})

test('guests are people in analytics alone', async () => {
  const store = await started()
  const billing = { email: 'Guest@Example.com', first_name: 'Åse', country: 'DK' }
  for (let count = 0; count < 2; count += 1) {
    const line = { quantity: 1, total: '10' }
    store.admin.createOrder({ billing, status: 'completed', line_items: [line] })
  }
  expect(await list(store, 'wc/v3/customers')).toStrictEqual([])
  const guests = await list(store, 'wc-analytics/reports/customers', { user_type: 'guest' })
  expect(guests).toMatchObject([
    { user_id: 0, first_name: 'Åse', date_registered: null, orders_count: 2, total_spend: 25 },
  ])
})

test('an API that a plugin would bring is not there', async () => {
  const store = await started()
  const paths = ['wc/v3/subscriptions', 'wc/v4/orders']
  const statuses = await Promise.all(paths.map(async (path) => (await get(store, path)).status))
  expect(statuses).toStrictEqual([404, 404])
})

test('intervals are named as recorded, and cut at both ends', () => {
  const weeks = intervalsBetween('week', Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 1))
  expect(weeks.map(({ name }) => name)).toStrictEqual(
    ['09', '08', '07', '06', '05', '04', '03', '02', '01'].map((week) => `2026-${week}`),
  )
  expect(weeks.at(0)).toMatchObject({ from: Date.UTC(2026, 1, 23), to: Date.UTC(2026, 2, 1) })
  expect(weeks.at(-1)?.to).toBe(Date.UTC(2026, 0, 4, 23, 59, 59))
  const months = intervalsBetween('month', Date.UTC(2026, 0, 1), Date.UTC(2026, 10, 1))
  expect([months.at(0)?.name, months.length]).toStrictEqual(['2026-11', 11])
})

test('analytics lag behind what was changed, when told to', async () => {
  const store = await started()
  store.admin.createOrder({ set_paid: true })
  store.weather.set({ analyticsLagMs: dayMs })
  expect(await totalsOf(store, ever)).toMatchObject({ orders_count: 0 })
  store.weather.calm()
  expect(await totalsOf(store, ever)).toMatchObject({ orders_count: 1 })
})
