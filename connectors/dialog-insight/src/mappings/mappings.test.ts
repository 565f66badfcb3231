import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const order = {
  id: 'shop:1001',
  number: '#1001',
  status: 'fulfilled',
  placedAt: '2026-10-24T18:03:11.000Z',
  updatedAt: '2026-10-25T13:00:00.000Z',
  currency: 'CAD',
  email: ' Nadia@Example.com',
  total: 14_645,
  shippingTotal: 790,
  taxTotal: 1_805,
  lines: [
    { id: '1', productId: 'shop:tea', name: 'Tea', quantity: 2, unitPrice: 5_000, total: 10_000 },
    { id: '2', productId: 'shop:cup', name: 'x'.repeat(120), quantity: 1, total: 2_050 },
  ],
}
const customer = { customer: { id: 'shop:7', email: 'nadia@example.com' } }

test('an order becomes a transaction of its buyer; what its lines come to is the revenue', async () => {
  const { items, problems } = await mapped('transactions', order)
  expect(problems).toStrictEqual([])
  expect(items).toStrictEqual([
    {
      key: { idTransaction: 'shop:1001' },
      contact: { EMail: 'nadia@example.com' },
      values: {
        OrderName: '#1001',
        Affiliation: null,
        Revenue: { decimal: '120.50' },
        Shipping: { decimal: '7.90' },
        Tax: { decimal: '18.05' },
        dtTransaction: { datetime: '2026-10-24T18:03:11.000Z' },
        dtTransactionCreatedAt: { datetime: '2026-10-24T18:03:11.000Z' },
        dtTransactionUpdatedAt: { datetime: '2026-10-25T13:00:00.000Z' },
        financialStatus: 'Paid',
        fulfillmentStatus: 'Completed',
      },
    },
  ])
})

const visit = {
  source: 'dialoginsight',
  medium: 'email',
  campaign: 'autumn',
  landingPage:
    'https://shop.example.com/p/12?utm_campaign=autumn&di_sendlog=778899&di_batch=5521#top',
}

async function valuesOf(row: JsonObject, more: Parameters<typeof mapped>[3] = {}) {
  const { items, problems } = await mapped('transactions', row, {}, more)
  return { values: items[0]?.['values'], problems }
}

test('the sending and the batch are those of the link that led to the order', async () => {
  const { values, problems } = await valuesOf({ ...order, attribution: visit })
  expect(problems).toStrictEqual([])
  expect(values).toMatchObject({ idSendLog: 778_899, idBatch: 5521 })
})

test('they are found by other parameters, and in the metadata of a payment', async () => {
  const metadata = { log: '7', batch: '8' }
  const { values } = await valuesOf(
    { ...order, extra: { metadata } },
    { linkParameters: { sendLog: 'log', batch: 'batch' } },
  )
  expect(values).toMatchObject({ idSendLog: 7, idBatch: 8 })
})

test.each([
  ['no link', undefined],
  ['another link', 'https://shop.example.com/?xdi_batch=1'],
  ['an empty one', 'https://shop.example.com/?di_batch=&di_sendlog='],
  ['no number', 'https://shop.example.com/?di_batch=12a'],
  ['a number that is too large', 'https://shop.example.com/?di_batch=2147483648'],
])('of %s neither is written, so that nothing is emptied', async (_what, landingPage) => {
  const attribution = landingPage === undefined ? null : { landingPage }
  const { values, problems } = await valuesOf({ ...order, attribution })
  expect(problems).toStrictEqual([])
  expect(Object.keys(values ?? {}).filter((name) => name.startsWith('id'))).toStrictEqual([])
})

test('the campaign is written to a column of the account’s own', async () => {
  const tables = { transaction: { columns: { Campaign: 'CampaignName', Source: 'Tool' } } }
  const { values } = await valuesOf({ ...order, attribution: visit }, { tables })
  expect(values).toMatchObject({ CampaignName: 'autumn', Tool: 'dialoginsight' })
})

test('an order without lines has its whole as revenue', async () => {
  const { items } = await mapped('transactions', { ...order, lines: [] })
  expect(items).toMatchObject([{ values: { Revenue: { decimal: '146.45' } } }])
})

test('another currency is converted at the rate of the day, minor units and all', async () => {
  const euros = await mapped('transactions', { ...order, currency: 'EUR' })
  expect(euros.items).toMatchObject([{ values: { Revenue: { decimal: '180.75' } } }])
  const yen = await mapped('items', { ...order, currency: 'JPY' })
  expect(yen.items).toMatchObject([
    { values: { UnitPrice: { decimal: '50.00' }, Total: { decimal: '100.00' } } },
    { values: { Total: { decimal: '20.50' } } },
  ])
})

test('a currency without a rate is a problem of the order and of its items, and nothing is sent as if it were free', async () => {
  const words = 'decimal: expected an amount; one in another currency needs a rate of its day'
  expect((await mapped('transactions', { ...order, currency: 'SEK' })).problems).toStrictEqual([
    `values.Revenue.${words}`,
  ])
  expect((await mapped('items', { ...order, currency: 'SEK' })).problems).toStrictEqual([
    `values.Total.${words}`,
    `values.Total.${words}`,
  ])
})

test.each([
  ['paid', 'Paid', 'Processing'],
  ['partiallyRefunded', 'Partially refunded', 'Processing'],
  ['refunded', 'Refunded', 'Processing'],
])('an order that is %s says so', async (status, financialStatus, fulfillmentStatus) => {
  const { items } = await mapped('transactions', { ...order, status })
  expect(items).toMatchObject([{ values: { financialStatus, fulfillmentStatus } }])
})

test.each(['draft', 'pending', 'onHold', 'failed', 'cancelled'])(
  'an order that is %s does not count, and neither do its items',
  async (status) => {
    expect((await mapped('transactions', { ...order, status })).items).toStrictEqual([])
    expect((await mapped('items', { ...order, status })).items).toStrictEqual([])
  },
)

test('an order of nobody is left out; one without an address is its customer’s', async () => {
  const { email: _email, ...bare } = order
  expect((await mapped('transactions', bare)).items).toStrictEqual([])
  expect((await mapped('transactions', bare, customer)).items).toMatchObject([
    { contact: { EMail: 'nadia@example.com' } },
  ])
  expect((await mapped('items', bare, customer)).items).toHaveLength(2)
})

test('a number of the member is the key where the project goes by one', async () => {
  const { items } = await mapped(
    'transactions',
    { ...order, customerId: 'shop:7' },
    { customer: { ...customer.customer, extra: { memberNumber: 77 } } },
    { contactsBy: ['ClientNo'] },
  )
  expect(items).toMatchObject([{ contact: { ClientNo: '77' } }])
  const contact = await mapped(
    'contacts',
    { id: 'shop:7', extra: {} },
    { said: [] },
    { contactsBy: ['ClientNo'] },
  )
  expect(contact.items).toMatchObject([{ key: { ClientNo: 'shop:7' } }])
})

test('a line becomes an item, its name as long as the column', async () => {
  const { items, problems } = await mapped('items', order)
  expect(problems).toStrictEqual([])
  expect(items).toMatchObject([
    {
      key: { idTransaction: 'shop:1001', idItem: '1' },
      values: {
        ProductName: 'Tea',
        idProduct: 'shop:tea',
        Quantity: 2,
        Discount: { decimal: null },
      },
    },
    { values: { ProductName: 'x'.repeat(100) } },
  ])
})

test('columns go by the names of the account, and those that are left out are not written', async () => {
  const columns = { idTransaction: 'OrderNo', Revenue: 'Sales', Affiliation: false as const }
  const more = { tables: { transaction: { columns } } }
  const { items, problems } = await mapped('transactions', order, {}, more)
  expect(problems).toStrictEqual([])
  expect(items).toMatchObject([
    { key: { OrderNo: 'shop:1001' }, values: { Sales: { decimal: '120.50' } } },
  ])
  expect(Object.keys(Object(items[0]?.['values']))).not.toContain('Affiliation')
})

test('a customer becomes a contact with the fields that are chosen and what was said', async () => {
  const row = {
    id: 'shop:7',
    email: ' Nadia@Example.com',
    firstName: 'Nadia',
    lastName: 'Brun',
    birthDate: '1986-05-15',
    phone: '+15145550199',
    consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
  }
  const more = {
    contactFields: { birthDate: 'BirthDate', phone: 'MobilePhone', lastName: false as const },
  }
  const said = [{ channel: 'sms', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' }]
  const { items, problems } = await mapped('contacts', row, { said }, more)
  expect(problems).toStrictEqual([])
  expect(items).toMatchObject([
    {
      key: { EMail: 'nadia@example.com' },
      fields: {
        EMail: 'nadia@example.com',
        FirstName: 'Nadia',
        BirthDate: { date: '1986-05-15' },
        MobilePhone: '+15145550199',
      },
      consents: [{ channel: 'email' }, { channel: 'sms', state: 'withdrawn' }],
    },
  ])
})

test('a product is in the first of its categories, and without a sale price that column is emptied', async () => {
  const row = {
    id: 'shop:tea',
    name: 'Tea',
    status: 'active',
    price: 600,
    currency: 'CAD',
    categoryIds: ['shop:hot', 'shop:all'],
    imageUrls: ['https://shop.example/tea.jpg'],
    stock: 3,
  }
  const { items, problems } = await mapped('products', row)
  expect(problems).toStrictEqual([])
  expect(items).toMatchObject([
    {
      values: {
        idCategory: 'shop:hot',
        Price: { decimal: '6.00' },
        SalePrice: { decimal: null },
        ImageURL: 'https://shop.example/tea.jpg',
        Stock: 3,
        isActive: true,
      },
    },
  ])
})

test('a cart that somebody left is written with what lies in it; one that was ordered is not', async () => {
  const cart = {
    id: 'shop:c1',
    status: 'abandoned',
    email: 'nadia@example.com',
    currency: 'CAD',
    total: 600,
    createdAt: '2026-10-24T18:00:00.000Z',
    lines: [{ productId: 'shop:tea', name: 'Tea', quantity: 1, unitPrice: 600 }],
  }
  expect((await mapped('carts', cart)).items).toMatchObject([
    { key: { idCart: 'shop:c1' }, contact: { EMail: 'nadia@example.com' } },
  ])
  expect((await mapped('cartItems', cart)).items).toMatchObject([
    { key: { idCart: 'shop:c1', idProduct: 'shop:tea' }, values: { Quantity: 1 } },
  ])
  expect((await mapped('carts', { ...cart, status: 'ordered' })).items).toStrictEqual([])
})
