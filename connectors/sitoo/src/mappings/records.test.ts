import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const order = {
  orderid: 7,
  eshopid: 1,
  moneyfinal_net: '100.00',
  moneyfinal_vat: '25.00',
  moneytotal_gross_all: '125.00',
  orderdate: 1_767_271_500,
  orderstateid: 10,
  paymentstateid: 20,
  ordertypeid: 10,
  registerid: null,
  currencycode: 'SEK',
  additionaldata: {},
  orderitems: [
    {
      orderitemid: 0,
      orderitemtype: 10,
      quantity: 1,
      moneyitemtotal_net: '100.00',
      moneyitemtotal_vat: '25.00',
    },
  ],
  payments: [{ place: 0, name: 'Card', moneyamount: '125.00', cardissuer: 'Visa' }],
  storeid: null,
  credits: [],
}

test.each([
  ['closed and paid', {}, 'fulfilled'],
  ['closed, of no cost and without a payment', { paymentstateid: 0 }, 'fulfilled'],
  ['open and paid', { orderstateid: 0 }, 'paid'],
  ['open and waiting', { orderstateid: 0, paymentstateid: 10 }, 'pending'],
  ['open and reserved', { orderstateid: 0, paymentstateid: 15 }, 'pending'],
  ['open, its payment failed', { orderstateid: 0, paymentstateid: 40 }, 'failed'],
  ['cancelled', { orderstateid: 20, paymentstateid: 30 }, 'cancelled'],
  ['abandoned', { orderstateid: -1, paymentstateid: 0 }, 'cancelled'],
])('where an order stands that is %s', async (_what, change, status) => {
  expect(await mapped('sitoo-order', [{ ...order, ...change }])).toMatchObject([{ status }])
})

test('a receipt that was parked at a till is no order and no payment', async () => {
  const parked = { ...order, ordertypeid: 110 }
  expect(await mapped('sitoo-order', [parked])).toStrictEqual([])
  expect(await mapped('sitoo-payment', [parked])).toStrictEqual([])
})

test('an order without a register is one of the web shop', async () => {
  expect(await mapped('sitoo-order', [order])).toMatchObject([{ channel: 'web', number: '7' }])
})

test('a payment for each way in which it was paid', async () => {
  const payments = [...order.payments, { place: 1, name: 'Gift card', moneyamount: '20.00' }]
  expect(await mapped('sitoo-payment', [{ ...order, payments }])).toMatchObject([
    {
      id: 'till:7-0',
      orderId: 'till:7',
      status: 'paid',
      method: 'Card',
      amount: 125_00,
      currency: 'SEK',
      extra: { cardIssuer: 'Visa' },
    },
    { id: 'till:7-1', method: 'Gift card', amount: 20_00 },
  ])
})

test('an item names the product that it is a form of, and which form it is', async () => {
  const [item] = order.orderitems
  const orderitems = [
    { ...item, productid: 25, familyid: 24 },
    { ...item, productid: 30, familyid: null },
  ]
  const [row] = await mapped('sitoo-order', [{ ...order, orderitems }])
  const lines = row?.['lines'] as readonly { productId: string; variantId?: string | null }[]
  expect(lines.map(({ productId, variantId }) => [productId, variantId ?? null])).toStrictEqual([
    ['till:24', 'till:25'],
    ['till:30', null],
  ])
})

const sweater = {
  productid: 24,
  sku: 'WS-100-M',
  title: 'Wool sweater',
  moneyprice: '898.00',
  moneypricein: '300.00',
  barcode: '7350000000017',
  categories: [3],
  variantparentid: null,
  options: {},
  currencycode: 'SEK',
  manufacturername: 'Fjell',
  datemodified: 1_767_271_500,
}

test('a product in one form is a product alone', async () => {
  expect(await mapped('sitoo-product', [sweater])).toMatchObject([
    {
      id: 'till:24',
      sku: 'WS-100-M',
      gtin: '7350000000017',
      brand: 'Fjell',
      price: 898_00,
      cost: 300_00,
      currency: 'SEK',
      categoryIds: ['till:3'],
      status: 'active',
    },
  ])
  expect(await mapped('sitoo-variant', [sweater])).toStrictEqual([])
})

test('the first of a family is its product, and each of it a variant', async () => {
  const family = [
    { ...sweater, variantparentid: 24, options: { Size: 'M' } },
    { ...sweater, productid: 25, sku: 'WS-100-L', variantparentid: 24, options: { Size: 'L' } },
  ]
  expect(await mapped('sitoo-product', family)).toMatchObject([{ id: 'till:24' }])
  expect(await mapped('sitoo-variant', family)).toMatchObject([
    { id: 'till:24', productId: 'till:24', attributes: { Size: 'M' } },
    { id: 'till:25', productId: 'till:24', attributes: { Size: 'L' } },
  ])
})

test('prices of a site whose currency the key may not see are left out', async () => {
  const [product] = await mapped('sitoo-product', [{ ...sweater, currencycode: null }])
  expect([product?.['price'] ?? null, product?.['sku']]).toStrictEqual([null, 'WS-100-M'])
})

test('stock by warehouse and SKU', async () => {
  const row = {
    warehouseid: 2,
    storeid: 1,
    sku: 'WS-100-M',
    decimaltotal: '5.500',
    decimalreserved: '1.000',
    datelastmodified: 1_767_271_500,
  }
  expect(await mapped('sitoo-stock-level', [row])).toMatchObject([
    {
      id: 'till:2/WS-100-M',
      storeId: 'till:1',
      quantity: 5.5,
      reserved: 1,
      location: '2',
      updatedAt: '2026-01-01T12:45:00.000Z',
    },
  ])
})

test('a store has the zone and the currency of its site', async () => {
  const row = {
    storeid: 1,
    name: 'City',
    countryid: 'se',
    timezone: 'Europe/Stockholm',
    currencycode: 'SEK',
  }
  expect(await mapped('sitoo-store', [row])).toMatchObject([
    { id: 'till:1', channel: 'till', timeZone: 'Europe/Stockholm', currency: 'SEK', country: 'SE' },
  ])
})

const user = {
  userid: '{5B2D9C10-3E44-4B7A-8E0F-6F3A0B0C1D22}',
  email: 'maja.lind@example.com',
  mobile: '070-174 06 05',
  countryid: 'se',
  role: null,
  datecreated: 1_762_874_210,
}

test('a user without a role is a customer, with a number in its international form', async () => {
  expect(await mapped('sitoo-user', [user, { ...user, userid: '{S}', role: 1 }])).toMatchObject([
    { id: `till:${user.userid}`, phone: '+46701740605', email: 'maja.lind@example.com' },
  ])
})

test('an account whose customers have a role of their own says which', async () => {
  const rows = [{ ...user, role: 5 }]
  expect(await mapped('sitoo-user', rows)).toStrictEqual([])
  expect(await mapped('sitoo-user', rows, { unknown: { customerRoles: [5] } })).toMatchObject([
    { email: 'maja.lind@example.com' },
  ])
})

const campaign = {
  voucherid: 3,
  vouchercode: 'SUMMER',
  vouchername: 'Summer',
  vouchertype: 210,
  value_x: 10,
  voucherstate: 10,
  datestart: 1_767_271_500,
  dateend: 0,
}

test('a campaign with a code is a coupon', async () => {
  expect(await mapped('sitoo-coupon', [campaign, { ...campaign, vouchercode: '' }])).toMatchObject([
    { id: 'till:3', code: 'SUMMER', status: 'active', kind: 'percent', percent: 10 },
  ])
})

test('other numbers of kinds and states of campaigns', async () => {
  const unknown = {
    activeVoucherStates: [20],
    percentVoucherTypes: [300],
    amountVoucherTypes: [210],
  }
  expect(await mapped('sitoo-coupon', [campaign], { unknown })).toMatchObject([
    { status: 'disabled', kind: 'amount' },
  ])
})

test('a wish for a receipt is an event of its order', async () => {
  const rows = [{ event_id: 'e1', order_id: 7, at: 1_767_271_512 }]
  expect(await mapped('sitoo-receipt-request', rows)).toMatchObject([
    { id: 'till:e1', type: 'receipt.requested', orderId: 'till:7', at: '2026-01-01T12:45:12.000Z' },
  ])
})

test('a contact of a till is a customer, with what was said about channels', async () => {
  const row = {
    contactId: 'till-1',
    account: 1500,
    email: 'ida@example.com',
    phone: null,
    firstName: 'Ida',
    birthday: '1986-05-15',
    statements: {
      email: { isGranted: true, at: '2026-11-25T12:00:00.000Z' },
      sms: { isGranted: false, at: '2026-11-24T12:00:00.000Z' },
    },
    createdAt: '2026-11-25T12:00:00.000Z',
    updatedAt: '2026-11-25T12:00:00.000Z',
  }
  expect(await mapped('sitoo-contact', [row])).toMatchObject([
    {
      id: 'till:till-1',
      email: 'ida@example.com',
      birthDate: '1986-05-15',
      consents: [
        { channel: 'email', state: 'granted', at: '2026-11-25T12:00:00.000Z' },
        { channel: 'sms', state: 'withdrawn', at: '2026-11-24T12:00:00.000Z' },
      ],
    },
  ])
})
