import { expect, test } from 'vitest'

import { dayMs } from '../../shop/durations.ts'
import { simulatedShop, type SimulatedShop } from '../../shop/shop.ts'
import { ask, list } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const webOrders = (shop: SimulatedShop) =>
  [...shop.orders()].filter(({ storeId }) => storeId === 'web')

/** What both sides must agree on. Krónur have no minor unit, and the store shows two decimals all the same. */
const told = (shop: SimulatedShop) =>
  new Map(
    webOrders(shop).map(({ id, total, refunded, currency, updatedAt }) => {
      const unit = currency === 'ISK' ? 1 : 100
      const changed = new Date(updatedAt).toISOString().slice(0, 19)
      return [`wc_order_${id}`, [total / unit, refunded / unit, currency, changed]]
    }),
  )

const kept = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  new Map(
    rows.map((row) => {
      const refunds = row['refunds'] as readonly { readonly total: string }[]
      const refunded = refunds.reduce((sum, { total }) => sum - Math.round(Number(total) * 100), 0)
      return [
        row['order_key'],
        [Number(row['total']), refunded / 100, row['currency'], row['date_modified_gmt']],
      ]
    }),
  )

const cents = (value: unknown) => Math.round(Number(value) * 100)

test('totals, refunds and dates are those of the shop', async () => {
  const shop = simulatedShop({ orders: 500, seed: 4 })
  const store = await started({ shop })
  expect(kept(store.truth('orders'))).toStrictEqual(told(shop))
})

test('what happens in the shop happens in the store', async () => {
  const shop = simulatedShop({ orders: 300, seed: 5 })
  const store = await started({ shop })
  shop.advance(30 * dayMs)
  const [edited, refunded, removed] = webOrders(shop).filter(
    ({ status, lines }) => status === 'fulfilled' && lines.length > 1,
  )
  shop.edit(edited?.id ?? '', { line: 0, quantity: 7 })
  shop.refund(refunded?.id ?? '', { line: 'all', reason: 'Too late' })
  shop.remove(removed?.id ?? '')
  expect(kept(store.truth('orders'))).toStrictEqual(told(shop))
  expect(store.truth('refunds')).toHaveLength(
    [...shop.refunds()].filter(({ storeId }) => storeId === 'web').length,
  )
})

test('customers of the web shop are accounts, and orders belong to them', async () => {
  const shop = simulatedShop({ orders: 200 })
  const store = await started({ shop })
  const emails = new Map(store.truth('customers').map(({ id, email }) => [id, email]))
  const buyers = new Map(
    store.truth('orders').map((row) => [row['order_key'], emails.get(row['customer_id'] ?? null)]),
  )
  expect(buyers).toStrictEqual(
    new Map(
      webOrders(shop).map(({ id, customerId }) => [
        `wc_order_${id}`,
        customerId === undefined ? undefined : shop.customer(customerId)?.email,
      ]),
    ),
  )
})

const grossOf = (rows: unknown) =>
  (rows as readonly Readonly<Record<string, unknown>>[]).reduce(
    (total, row) => total + cents(row['total']) + cents(row['total_tax']),
    0,
  )

test('the lines of an order add up to its total', async () => {
  const store = await started({ shop: simulatedShop({ orders: 300 }) })
  const wrong = store
    .truth('orders')
    .filter(
      (row) => grossOf(row['line_items']) + grossOf(row['shipping_lines']) !== cents(row['total']),
    )
  expect(wrong).toStrictEqual([])
})

test('the lines and the shipping of a refund add up to its amount, whatever was refunded before', async () => {
  const shop = simulatedShop({ orders: 300, seed: 2 })
  const store = await started({ shop })
  const sold = webOrders(shop).filter(({ status }) => status === 'fulfilled')
  for (const { id } of sold.slice(0, 60)) {
    shop.refund(id, { line: 0, reason: 'One piece' })
    if (shop.order(id)?.status === 'partiallyRefunded') {
      shop.refund(id, { line: 'all', reason: 'The rest' })
    }
  }
  const shippingOf = new Map(
    store.truth('orders').map((row) => [row['id'], grossOf(row['shipping_lines'])]),
  )
  const wrong = store.truth('refunds').filter((refund) => {
    const sent = -grossOf(refund['shipping_lines'])
    const isWhole = sent - grossOf(refund['line_items']) === cents(refund['amount'])
    return !isWhole || sent > (shippingOf.get(refund['parent_id'] ?? null) ?? 0)
  })
  expect(wrong).toStrictEqual([])
})

test('the numbers of lines stay when the shop takes one off', async () => {
  const shop = simulatedShop({ orders: 100 })
  const store = await started({ shop })
  const order = webOrders(shop).find(
    ({ status, lines }) => status === 'fulfilled' && lines.length > 1,
  )
  const ids = () => {
    const row = store.truth('orders').find((one) => one['order_key'] === `wc_order_${order?.id}`)
    const lines = row?.['line_items'] as readonly { readonly id: number }[]
    return lines.map(({ id }) => id)
  }
  const before = ids()
  shop.edit(order?.id ?? '', { line: 0, quantity: 0 })
  expect(ids()).toStrictEqual(before.slice(1))
})

test('an order that was changed by hand no longer follows the shop', async () => {
  const shop = simulatedShop({ orders: 100 })
  const store = await started({ shop })
  const order = webOrders(shop).find(({ status }) => status === 'fulfilled')
  const row = store.truth('orders').find((one) => one['order_key'] === `wc_order_${order?.id}`)
  const id = Number(row?.['id'])
  await ask(store, 'PUT', `wc/v3/orders/${id}`, {}, { customer_note: 'Mine' })
  shop.refund(order?.id ?? '', { line: 'all', reason: 'Too late' })
  const after = store.truth('orders').find((one) => one['id'] === id)
  expect(after).toMatchObject({ customer_note: 'Mine', status: 'completed', refunds: [] })
})

test('orders of a file keep their numbers, prices to the cent and customers', async () => {
  const store = await started({
    currency: 'GBP',
    timeZone: 'Europe/London',
    orders: [
      {
        number: '536365',
        placedAt: Date.UTC(2010, 11, 1, 8, 26),
        customer: '17850',
        country: 'GB',
        lines: [
          { sku: '85123A', name: 'HOLDER', quantity: 6, unitPrice: '2.55' },
          { sku: '71053', name: 'LANTERN', quantity: 3, unitPrice: '0.001' },
        ],
      },
      {
        number: '536366',
        placedAt: Date.UTC(2010, 11, 2),
        customer: '17850',
        lines: [{ sku: '85123A', name: 'HOLDER', quantity: 1, unitPrice: '2.55' }],
        refunds: [
          { at: Date.UTC(2010, 11, 3), reason: 'Broken', lines: [{ line: 0, quantity: 1 }] },
        ],
      },
      {
        number: 'C536379',
        placedAt: Date.UTC(2010, 11, 4),
        lines: [{ sku: 'D', name: 'Discount', quantity: -1, unitPrice: '27.50' }],
      },
    ],
  })
  const rows = await list(store, 'wc/v3/orders', { orderby: 'date', order: 'asc' })
  expect(rows).toMatchObject([
    {
      number: '536365',
      currency: 'GBP',
      total: '15.30',
      customer_id: 2,
      date_created: '2010-12-01T08:26:00',
      line_items: [{ sku: '85123A', price: 2.55 }, { total: '0.00' }],
    },
    {
      number: '536366',
      customer_id: 2,
      date_modified_gmt: '2010-12-03T00:00:00',
      refunds: [{ reason: 'Broken', total: '-2.55' }],
    },
    { number: 'C536379', customer_id: 0, total: '-27.50', line_items: [{ quantity: -1 }] },
  ])
  expect(store.truth('products').map(({ sku }) => sku)).toStrictEqual(['85123A', '71053', 'D'])
})

test('what lies in the trash stays there when the shop changes it, and what was deleted stays away', async () => {
  const shop = simulatedShop({ orders: 100 })
  const store = await started({ shop })
  const [trashed, deleted] = webOrders(shop).filter(({ status }) => status === 'fulfilled')
  const idOf = (shopId: string | undefined) =>
    Number(store.truth('orders').find((one) => one['order_key'] === `wc_order_${shopId}`)?.['id'])
  const ids = [idOf(trashed?.id), idOf(deleted?.id)]
  store.admin.trashOrder(ids[0] ?? 0)
  store.admin.deleteOrder(ids[1] ?? 0)
  for (const order of [trashed, deleted]) {
    shop.refund(order?.id ?? '', { line: 'all', reason: 'Too late' })
  }
  const rows = store.truth('orders')
  expect(rows.find((one) => one['id'] === ids[0])).toMatchObject({ status: 'trash' })
  expect(rows.find((one) => one['id'] === ids[1])).toBeUndefined()
})

test('products that were deleted by hand do not come back with the next delivery of stock', async () => {
  const shop = simulatedShop({ orders: 50 })
  const store = await started({ shop })
  for (const { id } of store.truth('products')) store.admin.delete('products', Number(id))
  shop.advance(30 * dayMs)
  expect([store.truth('products'), store.truth('variations')]).toStrictEqual([[], []])
})

test('coupons know who used them, guests by their address', async () => {
  const shop = simulatedShop({ orders: 300 })
  const store = await started({ shop })
  const paid = new Set(['paid', 'fulfilled', 'onHold', 'refunded', 'partiallyRefunded'])
  const uses = webOrders(shop).filter(
    ({ coupon, status }) => coupon === 'SAVE10' && paid.has(status),
  )
  const coupon = store.truth('coupons').find(({ code }) => code === 'save10')
  expect(coupon).toMatchObject({ usage_count: uses.length })
  expect(coupon?.['used_by']).toHaveLength(uses.length)
})
