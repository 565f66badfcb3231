import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { recorded, recordedRow } from '../testing/fixture.ts'
import { mapped } from '../testing/mapped.ts'

const order = (id: number, change: JsonObject = {}) => ({ ...recordedRow('orders', id), ...change })

async function orderOf(id: number, change: JsonObject = {}) {
  const [row] = await mapped('woocommerce-order', [order(id, change)])
  return row ?? {}
}

function at(name: string, value: string) {
  return { id: 1, key: `_wc_order_attribution_${name}`, value }
}

test('an order of an account is taken over to the cent', async () => {
  const row = await orderOf(459)
  expect(row).toMatchObject({
    id: 'shop:459',
    storeId: 'shop:store',
    number: '459',
    channel: 'web',
    status: 'partiallyRefunded',
    placedAt: '2025-03-31T09:36:24.000Z',
    paidAt: '2025-03-31T09:37:09.000Z',
    updatedAt: '2026-11-22T01:36:31.000Z',
    currency: 'DKK',
    customerId: 'shop:69',
    email: 'kunde66@skov.example',
    phone: '+4598841446',
    subtotal: 468_581,
    discountTotal: 117_145,
    shippingTotal: 0,
    taxTotal: 87_859,
    feeTotal: 0,
    total: 439_295,
    refundedTotal: 35_877,
    pricesIncludeTax: false,
    coupons: [{ code: 'vinter25', discountTotal: 117_145 }],
    paymentMethod: 'nordpay',
    attribution: { kind: 'referral', source: 'google' },
  })
  expect(row['lines']).toStrictEqual([
    {
      id: '1365',
      productId: 'shop:20',
      sku: 'NRD-1010',
      name: 'Kaffe Morgengry 500 g',
      quantity: 1,
      unitPrice: 38_269,
      subtotal: 38_269,
      discountTotal: 9567,
      taxTotal: 7175,
      total: 28_702,
    },
    {
      id: '1366',
      productId: 'shop:22',
      sku: 'NRD-1012',
      name: 'Kaffe Søndag koffeinfri',
      quantity: 2,
      unitPrice: 56_636,
      subtotal: 113_272,
      discountTotal: 28_318,
      taxTotal: 21_239,
      total: 84_954,
    },
    {
      id: '1367',
      productId: 'shop:71',
      variantId: 'shop:77',
      sku: 'NRD-X002-06',
      name: 'Sweater Hav - Mosgrøn, L',
      quantity: 3,
      unitPrice: 105_680,
      subtotal: 317_040,
      discountTotal: 79_260,
      taxTotal: 59_445,
      total: 237_780,
    },
  ])
  expect(row['billing']).toStrictEqual({
    firstName: 'Freja',
    lastName: 'Kjærgaard',
    company: 'Firma & Søn ApS',
    line1: 'Skovvænget 57',
    postcode: '9000',
    city: 'Ålborg',
    country: 'DK',
    phone: '+4598841446',
  })
})

test('fees of both signs are added up, and every recorded order comes out at its total', async () => {
  expect((await orderOf(159))['feeTotal']).toBe(500)
  const rows = await mapped('woocommerce-order', recorded('orders'))
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows) {
    const [subtotal, discount, shipping, fees, tax] = [
      'subtotal',
      'discountTotal',
      'shippingTotal',
      'feeTotal',
      'taxTotal',
    ].map((name) => Number(row[name]))
    expect([
      row['id'],
      (subtotal ?? 0) - (discount ?? 0) + (shipping ?? 0) + (fees ?? 0) + (tax ?? 0),
    ]).toStrictEqual([row['id'], row['total']])
  }
})

test('each order keeps its own currency', async () => {
  const rows = await mapped('woocommerce-order', recorded('orders'))
  expect(new Set(rows.map((row) => row['currency']))).toStrictEqual(
    new Set(['DKK', 'EUR', 'NOK', 'SEK']),
  )
})

test('yen have no decimals and dinars three, whatever the shop shows', async () => {
  const plain = { line_items: [], refunds: [], coupon_lines: [], tax_lines: [], fee_lines: [] }
  expect((await orderOf(459, { ...plain, currency: 'JPY', total: '1200.00' }))['total']).toBe(1200)
  expect((await orderOf(459, { ...plain, currency: 'KWD', total: '1.250' }))['total']).toBe(1250)
})

test.each([
  ['pending', 1819, 'pending'],
  ['failed', 1804, 'failed'],
  ['cancelled', 1814, 'cancelled'],
  ['on-hold', 1891, 'onHold'],
  ['refunded', 1808, 'refunded'],
  ['completed', 1817, 'fulfilled'],
])('the recorded order in status %s', async (_status, id, expected) => {
  expect((await orderOf(id))['status']).toBe(expected)
})

test('a status of an extension is told by the payment, and kept', async () => {
  const change = { status: 'awaiting-pickup', refunds: [] }
  expect(await orderOf(459, change)).toMatchObject({
    status: 'paid',
    extra: { status: 'awaiting-pickup' },
  })
  expect((await orderOf(459, { ...change, date_paid_gmt: null }))['status']).toBe('pending')
})

test.each([
  ['one cent less than all', '-4392.94', 'partiallyRefunded', 439_294],
  ['all', '-4392.95', 'refunded', 439_295],
  ['nothing', '0.00', 'fulfilled', 0],
])('an order of which %s was given back', async (_what, total, status, refundedTotal) => {
  const refunds = [{ id: 1, reason: '', total, total_tax: '0.00' }]
  expect(await orderOf(459, { refunds })).toMatchObject({ status, refundedTotal })
})

test('an order that cost nothing is not refunded', async () => {
  expect((await orderOf(459, { total: '0.00', refunds: [] }))['status']).toBe('fulfilled')
})

test('several refunds are added up, and the total stays', async () => {
  expect(await orderOf(159)).toMatchObject({
    status: 'partiallyRefunded',
    total: 393_910,
    refundedTotal: 142_121,
  })
})

test.each([
  ['in the trash', 1827],
  ['a draft', 1781],
])('what is %s is no order', async (_what, id) => {
  expect(await mapped('woocommerce-order', [recordedRow('orders', id)])).toStrictEqual([])
})

test('what led to the order comes from the attribution of WooCommerce', async () => {
  const meta_data = [
    at('source_type', 'utm'),
    at('utm_source', 'nyhedsbrev'),
    at('utm_medium', 'email'),
    at('utm_campaign', 'forår'),
    at('referrer', 'https://example.com/'),
    at('session_entry', 'https://shop.example/a'),
    at('device_type', 'Mobile'),
    { id: 2, key: 'gift_message', value: { to: 'Åse' } },
  ]
  expect((await orderOf(459, { meta_data }))['attribution']).toStrictEqual({
    kind: 'utm',
    source: 'nyhedsbrev',
    medium: 'email',
    campaign: 'forår',
    referrer: 'https://example.com/',
    landingPage: 'https://shop.example/a',
    device: 'Mobile',
  })
})

test('an order by hand is of no channel of customers', async () => {
  expect((await orderOf(459, { created_via: 'admin' }))['channel']).toBe('other')
})

test('a number that an extension counts itself is text too', async () => {
  expect((await orderOf(459, { number: 2026_001 }))['number']).toBe('2026001')
})
