import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { recorded, recordedRow } from '../testing/fixture.ts'
import { mapped } from '../testing/mapped.ts'

const order = (id: number, change: JsonObject = {}) => ({ ...recordedRow('orders', id), ...change })

test('check-outs that were not paid for are carts', async () => {
  const rows = await mapped('woocommerce-cart', recorded('orders'))
  expect(rows.map((row) => [row['id'], row['status'], row['orderId']])).toStrictEqual([
    ['shop:1781', 'open', undefined],
    ['shop:1819', 'open', 'shop:1819'],
    ['shop:1804', 'abandoned', 'shop:1804'],
    ['shop:1814', 'abandoned', 'shop:1814'],
  ])
})

test('an order that was cancelled after it was paid is no cart', async () => {
  const row = order(1814, { date_paid_gmt: '2026-11-19T08:00:00' })
  expect(await mapped('woocommerce-cart', [row])).toStrictEqual([])
})

test('the payment of an order', async () => {
  const [row] = await mapped('woocommerce-payment', [order(459)])
  expect(row).toMatchObject({
    id: 'shop:459',
    orderId: 'shop:459',
    customerId: 'shop:69',
    status: 'partiallyRefunded',
    method: 'nordpay',
    amount: 439_295,
    refundedAmount: 35_877,
    currency: 'DKK',
    paidAt: '2025-03-31T09:37:09.000Z',
    extra: { transactionId: 'np_343e6c6fb96019' },
  })
})

test.each([
  ['cash on delivery that is on its way', { status: 'processing', date_paid_gmt: null }, 'pending'],
  ['a failed one', { status: 'failed', date_paid_gmt: null }, 'failed'],
  ['one that was paid', {}, 'paid'],
  ['one that was paid and cancelled', { status: 'cancelled' }, 'paid'],
])('where the money stands of %s', async (_what, change, status) => {
  const [row] = await mapped('woocommerce-payment', [order(459, { refunds: [], ...change })])
  expect(row?.['status']).toBe(status)
})

test('an order that cost nothing has no payment', async () => {
  expect(await mapped('woocommerce-payment', [order(459, { total: '0.00' })])).toStrictEqual([])
})

test('the shop itself', async () => {
  const [row] = await mapped('woocommerce-store', [
    {
      id: 'store',
      name: 'Nordlys',
      home: 'https://shop.example',
      time_zone: 'Europe/Copenhagen',
      currency: 'DKK',
      country: 'DK',
      settings: { woocommerce_store_city: 'Aarhus' },
    },
  ])
  expect(row).toMatchObject({
    id: 'shop:store',
    name: 'Nordlys',
    channel: 'web',
    url: 'https://shop.example',
    currency: 'DKK',
    timeZone: 'Europe/Copenhagen',
    country: 'DK',
    address: { city: 'Aarhus', country: 'DK' },
  })
})
