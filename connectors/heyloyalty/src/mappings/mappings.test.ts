import { expect, test } from 'vitest'
import { mapped, mappingProblems } from '../testing/mapped.ts'

const customer = {
  id: 'shop:7',
  connection: 'shop',
  storeId: 'till:north',
  email: 'Anna@Example.dk',
  phone: '+4520123456',
  firstName: 'Anna',
  lastName: 'Holm',
  gender: 'female',
  birthDate: '1982-05-01',
  address: { line1: 'Havnegade 1', postcode: '8000', city: 'Aarhus', country: 'DK' },
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
}
const order = {
  id: 'shop:100234',
  number: '100234',
  status: 'paid',
  placedAt: '2026-03-02T10:05:00.000Z',
  currency: 'DKK',
  email: 'anna@example.dk',
  total: 184_700,
  lines: [
    {
      productId: 'shop:57500',
      variantId: 'shop:57500_Red',
      name: 'Jacket',
      quantity: 2,
      unitPrice: 99_900,
      total: 179_800,
    },
    { name: 'Shipping insurance', quantity: 1, unitPrice: 4_900, total: 4_900 },
  ],
}
const joins = { said: [], mailed: [], called: [], orders: [] }

test('the default mappings fit what they read and what they make', () => {
  expect(mappingProblems()).toStrictEqual([])
})

test('a customer becomes a member, with what was bought', async () => {
  const orders = [
    order,
    { ...order, id: 'shop:2', placedAt: '2025-11-01T10:00:00.000Z', total: 10_050 },
    { ...order, id: 'shop:3', status: 'cancelled', placedAt: '2026-10-01T10:00:00.000Z' },
  ]
  expect(
    await mapped('heyloyalty-member', customer, { ...joins, orders }, { currency: 'DKK' }),
  ).toStrictEqual([
    {
      email: 'anna@example.dk',
      phone: '+4520123456',
      consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
      fields: {
        firstname: 'Anna',
        lastname: 'Holm',
        sex: 'female',
        birthdate: '1982-05-01',
        address: 'Havnegade 1',
        postalcode: '8000',
        city: 'Aarhus',
        country: 'DK',
        reference: 'shop:7',
        total_orders: 2,
        first_order_date: '2025-11-01',
        last_order_date: '2026-03-02',
        total_spent: '1947.50',
        average_spent_per_order: '973.75',
      },
    },
  ])
})

test('without a currency members carry no sums, and without orders none either', async () => {
  const [item] = await mapped('heyloyalty-member', customer, joins)
  expect(item?.['fields']).toStrictEqual({
    firstname: 'Anna',
    lastname: 'Holm',
    sex: 'female',
    birthdate: '1982-05-01',
    address: 'Havnegade 1',
    postalcode: '8000',
    city: 'Aarhus',
    country: 'DK',
    reference: 'shop:7',
    total_orders: 0,
  })
})

test('a sum of which a part cannot be converted is left out', async () => {
  const orders = [order, { ...order, id: 'shop:2', currency: 'SEK' }]
  const [item] = await mapped(
    'heyloyalty-member',
    customer,
    { ...joins, orders },
    { currency: 'DKK' },
  )
  expect(item?.['fields']).not.toHaveProperty('total_spent')
})

const no = (channel: string) => ({ channel, state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' })

test('what was said elsewhere by id, address or number stands beside what the customer brings along', async () => {
  const [item] = await mapped('heyloyalty-member', customer, {
    ...joins,
    said: [no('sms')],
    mailed: [no('email')],
    called: [no('phone')],
  })
  expect(item?.['consents']).toMatchObject([
    { channel: 'email', state: 'granted' },
    { channel: 'sms' },
    { channel: 'email', state: 'withdrawn' },
    { channel: 'phone' },
  ])
})

test('customers of a store belong to its shop', async () => {
  const shops = [
    {
      name: 'Aarhus',
      store: 'till:north',
      username: 'a',
      password: 'secret-password',
      userUsername: 'b',
      userPassword: 'secret-password',
    },
  ]
  const [item] = await mapped('heyloyalty-member', customer, joins, { shops })
  expect(item?.['fields']).toMatchObject({ shop: 'Aarhus' })
})

test.each([
  ['who came from Heyloyalty', { ...customer, extra: { fromHeyloyalty: true } }],
  ['who has neither address nor number', { ...customer, email: undefined, phone: undefined }],
])('%s is not sent', async (_who, row) => {
  expect(await mapped('heyloyalty-member', row, joins)).toStrictEqual([])
})

test('an order becomes lines that were bought, at what was paid, by the ids of the shop', async () => {
  expect(await mapped('heyloyalty-order', order, { customer: null })).toStrictEqual([
    {
      key: 'shop:100234/bought',
      email: 'anna@example.dk',
      event: 'bought',
      at: '2026-03-02T10:05:00.000Z',
      currency: 'DKK',
      lines: [
        { product_id: '57500_Red', product_name: 'Jacket', product_price: '899.00', amount: 2 },
      ],
    },
  ])
})

test('whole ids are written where the settings ask for them', async () => {
  const [item] = await mapped('heyloyalty-order', order, {}, { productIds: 'whole' })
  expect(item?.['lines']).toMatchObject([{ product_id: 'shop:57500_Red' }])
})

test.each([
  ['a draft', { ...order, status: 'draft' }],
  ['one that nobody paid', { ...order, status: 'pending' }],
  ['one that was cancelled before it was paid', { ...order, status: 'cancelled' }],
  ['one of nobody', { ...order, email: undefined }],
  ['one without products', { ...order, lines: [{ name: 'Gift', quantity: 1, total: 100 }] }],
  ['one without lines', { ...order, lines: undefined }],
])('%s is no order for Heyloyalty', async (_what, row) => {
  expect(await mapped('heyloyalty-order', row, {})).toStrictEqual([])
})

const refund = {
  id: 'shop:r1',
  orderId: 'shop:100234',
  createdAt: '2026-03-05T10:00:00.000Z',
  currency: 'DKK',
  total: 89_900,
  lines: [{ productId: 'shop:57500', variantId: 'shop:57500_Red', quantity: 1, total: 89_900 }],
}

test('a refund is lines that were cancelled, of whoever bought', async () => {
  expect(await mapped('heyloyalty-refund', refund, { order })).toStrictEqual([
    {
      key: 'shop:r1/cancelled',
      email: 'anna@example.dk',
      event: 'cancelled',
      at: '2026-03-05T10:00:00.000Z',
      currency: 'DKK',
      lines: [{ product_id: '57500_Red', product_price: '899.00', amount: 1 }],
    },
  ])
  expect(await mapped('heyloyalty-refund', { ...refund, lines: [] }, { order })).toStrictEqual([])
  expect(
    await mapped('heyloyalty-refund', { ...refund, status: 'failed' }, { order }),
  ).toStrictEqual([])
})

const product = {
  id: 'shop:57500',
  name: 'Jacket',
  url: 'https://shop.example/p/57500',
  imageUrls: ['https://shop.example/i/1.jpg', 'https://shop.example/i/2.jpg'],
  categoryIds: ['shop:422'],
  brand: 'Asics',
  price: 119_900,
  salePrice: 89_900,
  currency: 'DKK',
  inStock: true,
  description: 'Light.',
}
const category = { id: 'shop:422', name: 'running-jackets' }

test.each(['heyloyalty-product-document', 'heyloyalty-product-push'])(
  'a product is written with its prices, discount and category (%s)',
  async (id) => {
    expect(await mapped(id, product, { category })).toStrictEqual([
      {
        productId: '57500',
        name: 'Jacket',
        url: 'https://shop.example/p/57500',
        originalPrice: '1199.00',
        salePrice: '899.00',
        discount: '25',
        description: 'Light.',
        imageUrl: 'https://shop.example/i/1.jpg',
        currency: 'DKK',
        categoryId: '422',
        categoryName: 'running-jackets',
        brandName: 'Asics',
        inStock: 'true',
      },
    ])
  },
)

test('a variant has what its product has where it says nothing itself', async () => {
  const variant = { id: 'shop:57500_Red', productId: 'shop:57500', price: 129_900, currency: 'DKK' }
  expect(await mapped('heyloyalty-variant-document', variant, { product, category })).toMatchObject(
    [{ productId: '57500_Red', name: 'Jacket', originalPrice: '1299.00', brandName: 'Asics' }],
  )
})

test('a variant that is not reduced is not, because its product is', async () => {
  const variant = { id: 'shop:57500_Red', productId: 'shop:57500', price: 79_900, currency: 'DKK' }
  expect(await mapped('heyloyalty-variant-document', variant, { product, category })).toMatchObject(
    [{ originalPrice: '799.00', salePrice: '799.00', discount: '0' }],
  )
})

test.each([
  ['without a price', { ...product, price: undefined }],
  ['without a page', { ...product, url: undefined }],
  ['without a name', { ...product, name: undefined }],
  ['that is archived', { ...product, status: 'archived' }],
])('a product %s is left out', async (_what, row) => {
  expect(await mapped('heyloyalty-product-document', row, {})).toStrictEqual([])
})

const member = {
  id: 'ad7b7fb6',
  list_id: 1,
  status: 'unsubscribed',
  email_status: 'active',
  mobile_status: 'active',
  created_at: '2025-11-04 10:00:00',
  updated_at: '2026-03-02 10:06:11',
  unsubscribed_at: '2026-03-02 10:06:11',
  fields: {
    email: 'anna@example.dk',
    mobile: '4520123456',
    firstname: 'Anna',
    lastname: '',
    sex: '2',
  },
}

test('a member becomes a customer who says no, and who is not sent back', async () => {
  const [made] = await mapped('heyloyalty-customer', member)
  expect(made).toStrictEqual({
    id: 'ad7b7fb6',
    email: 'anna@example.dk',
    phone: '+4520123456',
    firstName: 'Anna',
    gender: 'female',
    createdAt: '2025-11-04T10:00:00.000Z',
    updatedAt: '2026-03-02T10:06:11.000Z',
    consents: [
      {
        channel: 'email',
        state: 'withdrawn',
        purpose: 'marketing',
        at: '2026-03-02T10:06:11.000Z',
      },
    ],
    extra: { fromHeyloyalty: true, status: 'unsubscribed', emailStatus: 'active' },
  })
})

test('an active member says nothing, unless the settings take it for a yes', async () => {
  const active = { ...member, status: 'active', unsubscribed_at: null }
  expect((await mapped('heyloyalty-customer', active))[0]).not.toHaveProperty('consents')
  const [agreed] = await mapped('heyloyalty-customer', active, {}, { activeMembers: 'agreed' })
  expect(agreed?.['consents']).toMatchObject([{ state: 'granted', at: '2025-11-04T10:00:00.000Z' }])
})

test('instants are those of the zone of the settings', async () => {
  const [made] = await mapped('heyloyalty-customer', member, {}, { timeZone: 'Europe/Copenhagen' })
  expect(made).toMatchObject({ createdAt: '2025-11-04T09:00:00.000Z' })
})

test.each([
  ['unsubscribed', ['withdrawn']],
  ['complained', ['withdrawn']],
  ['active', []],
])('who is %s in Heyloyalty: consents %j', async (state, expected) => {
  const row = {
    id: 'm',
    list_id: 1,
    state,
    email: 'anna@example.dk',
    at: '2026-03-02T10:06:11.000Z',
  }
  const made = await mapped('heyloyalty-consent', row)
  expect(made.map((one) => one['state'])).toStrictEqual(expected)
})

test('a bounce is an event that stops what would be sent there', async () => {
  const row = {
    id: 'e1',
    type: 'email.hardBounced',
    at: '2026-03-02T10:06:11.000Z',
    member_id: 'ad7b7fb6',
    list_id: 1,
    email: 'Anna@example.dk',
  }
  expect(await mapped('heyloyalty-event', row)).toStrictEqual([
    {
      id: 'e1',
      type: 'email.hardBounced',
      at: '2026-03-02T10:06:11.000Z',
      customerId: 'ad7b7fb6',
      email: 'anna@example.dk',
      channel: 'email',
    },
  ])
})
