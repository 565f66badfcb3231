import type { JsonObject } from '@cartograph/core'
import { readStream } from '@cartograph/testkit/reading'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orders } from '../orders.ts'
import { mapped } from '../testing/mapped.ts'
import { mug, simulatedAccount } from '../testing/simulated-account.ts'

type Account = Awaited<ReturnType<typeof simulatedAccount>>

async function rowsOf({ contextWith }: Account): Promise<readonly object[]> {
  return [...(await readStream(contextWith(), orders)).rows.values()]
}

const byId = (rows: readonly JsonObject[], id: number) =>
  rows.find((row) => row['id'] === `till:${id}`)

test('a sale: lines without VAT, the total with it, and both add up', async () => {
  const account = await simulatedAccount()
  account.sitoo.admin.sell({
    lines: [{ ...mug, quantity: 2, total: 200_00, discount: 50_00 }],
    email: 'Maja.Lind@Example.com',
    phone: '+46701740605',
    orderdate: 1_767_271_500,
    delivery: 25_00,
    roundoff: -50,
    additionaldata: { 'customcrm-contactid': 'till-1', 'pos-receiptid': 'SII1' },
  })
  const [order] = await mapped('sitoo-order', await rowsOf(account))
  expect(order).toMatchObject({
    id: 'till:1',
    storeId: 'till:1',
    number: 'SII1',
    channel: 'till',
    status: 'fulfilled',
    placedAt: '2026-01-01T12:45:00.000Z',
    currency: 'SEK',
    customerId: 'till:till-1',
    email: 'maja.lind@example.com',
    phone: '+46701740605',
    subtotal: 200_00,
    discountTotal: 40_00,
    shippingTotal: 20_00,
    taxTotal: 45_00,
    feeTotal: 0,
    total: 224_50,
    refundedTotal: 0,
    pricesIncludeTax: false,
    lines: [
      {
        sku: 'MUG',
        quantity: 2,
        unitPrice: 100_00,
        subtotal: 200_00,
        discountTotal: 40_00,
        taxTotal: 40_00,
        total: 160_00,
      },
    ],
    extra: { roundOff: -50 },
  })
})

test('somebody whom another system alone knows is no customer of this connection', async () => {
  const account = await simulatedAccount()
  account.sitoo.admin.sell({ lines: [mug], additionaldata: { 'crm-customerid': 'shop:7' } })
  const [order] = await mapped('sitoo-order', await rowsOf(account))
  expect(order?.['customerId'] ?? null).toBe(null)
})

test('what is taken back is a refund, and the sale tells how much', async () => {
  const account = await simulatedAccount()
  const sold = account.sitoo.admin.sell({ lines: [{ ...mug, quantity: 2, total: 250_00 }] })
  const credit = account.sitoo.admin.giveBack(sold, [{ line: 0, quantity: 1 }])
  const rows = await rowsOf(account)
  expect(await mapped('sitoo-refund', rows)).toMatchObject([
    {
      id: `till:${credit}`,
      orderId: `till:${sold}`,
      status: 'done',
      total: 125_00,
      taxTotal: 25_00,
      reason: 'Wrong size',
      lines: [{ orderLineId: '0', sku: 'MUG', quantity: 1, taxTotal: 25_00, total: 100_00 }],
    },
  ])
  const made = await mapped('sitoo-order', rows)
  expect([made.length, byId(made, sold)]).toMatchObject([
    1,
    { status: 'partiallyRefunded', total: 250_00, refundedTotal: 125_00 },
  ])
})

test('all of it taken back with its delivery and its rounding leaves nothing', async () => {
  const account = await simulatedAccount()
  const sold = account.sitoo.admin.sell({ lines: [mug], delivery: 25_00, roundoff: 50 })
  account.sitoo.admin.giveBack(sold, undefined, { delivery: -25_00, roundoff: -50 })
  const rows = await rowsOf(account)
  expect(byId(await mapped('sitoo-order', rows), sold)).toMatchObject({
    status: 'refunded',
    total: 150_50,
    refundedTotal: 150_50,
  })
})

test('an exchange is a refund of what came back and an order of what was bought', async () => {
  const account = await simulatedAccount()
  const sold = account.sitoo.admin.sell({ lines: [mug] })
  const lines = [{ ...mug, sku: 'CUP', quantity: 2, total: 300_00 }]
  const exchange = account.sitoo.admin.giveBack(sold, undefined, { lines })
  const rows = await rowsOf(account)
  const made = await mapped('sitoo-order', rows)
  expect([byId(made, sold), byId(made, exchange)]).toMatchObject([
    { status: 'refunded', refundedTotal: 125_00 },
    { status: 'fulfilled', total: 300_00, taxTotal: 60_00, lines: [{ sku: 'CUP' }] },
  ])
  expect(await mapped('sitoo-refund', rows)).toMatchObject([{ total: 125_00, taxTotal: 25_00 }])
  expect(await mapped('sitoo-payment', rows)).toMatchObject([
    { amount: 125_00 },
    { amount: 175_00 },
  ])
})

test('a credit that was cancelled gives nothing back', async () => {
  const account = await simulatedAccount()
  const sold = account.sitoo.admin.sell({ lines: [mug] })
  const credit = account.sitoo.admin.giveBack(sold)
  account.sitoo.admin.setState(credit, 'cancelled')
  const rows = await rowsOf(account)
  expect(byId(await mapped('sitoo-order', rows), sold)).toMatchObject({
    status: 'fulfilled',
    refundedTotal: 0,
  })
  expect(await mapped('sitoo-refund', rows)).toMatchObject([{ status: 'cancelled' }])
})

test.each([20, 30])(
  'a discount that is an item of its own, of kind %i',
  async (discountItemType) => {
    const account = await simulatedAccount()
    account.sitoo.admin.sell({ lines: [mug, { ...mug, sku: '', total: -25_00 }] })
    const [row] = await rowsOf(account)
    const { orderitems } = row as { readonly orderitems: readonly object[] }
    const [goods, discount] = orderitems
    const items = [goods, { ...discount, orderitemtype: discountItemType }]
    const [order] = await mapped('sitoo-order', [{ ...row, orderitems: items }], {
      unknown: { discountItemType },
    })
    expect(order).toMatchObject({
      subtotal: 100_00,
      discountTotal: 20_00,
      taxTotal: 20_00,
      total: 100_00,
      lines: [{ sku: 'MUG' }],
    })
  },
)

test('sales taxes are taxes', async () => {
  const account = await simulatedAccount({ currency: 'USD' })
  account.sitoo.admin.sell({ lines: [{ ...mug, vatPercent: 0 }] })
  const [row] = await rowsOf(account)
  const [item] = (row as { readonly orderitems: readonly object[] }).orderitems
  const taxed = {
    ...row,
    moneyfinal_salestax: '10.00',
    moneytotal_gross_all: '135.00',
    orderitems: [{ ...item, salestaxes: [{ name: 'State', moneytax: '10.00' }] }],
  }
  expect(await mapped('sitoo-order', [taxed])).toMatchObject([
    {
      currency: 'USD',
      taxTotal: 10_00,
      total: 135_00,
      lines: [{ taxTotal: 10_00, total: 125_00 }],
    },
  ])
})

test.each([
  ['ISK', 125],
  ['JPY', 125],
  ['SEK', 125_00],
])('amounts in %s are whole minor units', async (currency, total) => {
  const account = await simulatedAccount()
  account.sitoo.admin.sell({ lines: [mug], currency })
  expect(await mapped('sitoo-order', await rowsOf(account))).toMatchObject([{ currency, total }])
})

test('whatever is sold and taken back, a sale adds up and its refunds are what the sale tells', async () => {
  const account = await simulatedAccount()
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    total: fc.integer({ min: 1, max: 500_000 }),
    vatPercent: fc.constantFrom(0, 6, 12, 25),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (drawn, back) => {
        const { admin } = account.sitoo
        for (const row of admin.rows('orders')) admin.remove('orders', Number(row['orderid']))
        const sold = admin.sell({ lines: drawn.map((one) => ({ ...mug, ...one })) })
        if (back) admin.giveBack(sold, [{ line: 0, quantity: 1 }])
        const rows = await rowsOf(account)
        const order = byId(await mapped('sitoo-order', rows), sold) ?? {}
        const part = (name: string) => Number(order[name])
        const refunds = await mapped('sitoo-refund', rows)
        const given = refunds.reduce((sum, { total }) => sum + Number(total), 0)
        expect([
          part('subtotal') - part('discountTotal') + part('taxTotal'),
          part('total'),
          part('refundedTotal'),
        ]).toStrictEqual([part('total'), drawn.reduce((sum, { total }) => sum + total, 0), given])
      },
    ),
    { numRuns: 40 },
  )
})
