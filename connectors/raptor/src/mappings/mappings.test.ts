import { expect, test } from 'vitest'
import { mapped, mappingProblems } from '../testing/mapped.ts'

const order = {
  id: 'shop:100234',
  connection: 'shop',
  status: 'paid',
  channel: 'web',
  placedAt: '2026-03-02T10:00:00.000Z',
  paidAt: '2026-03-02T10:05:00.000Z',
  currency: 'DKK',
  customerId: 'shop:7',
  email: 'Anna@Example.dk',
  storeId: 'shop:store',
  total: 184_700,
  extra: { cookieId: '6B29FC40-CA47-4067-B31D-00DD010662DA' },
  lines: [
    {
      id: 'shop:1',
      productId: 'shop:m57500',
      variantId: 'shop:m57500_Red',
      sku: 'AS-4-R',
      name: 'Asics 4 running jacket',
      quantity: 2,
      total: 143_840,
      taxTotal: 35_960,
    },
    { id: 'shop:2', productId: 'shop:k100', name: 'Running socks', quantity: 1, total: 4_900 },
    { id: 'shop:3', productId: 'shop:m1', name: 'Brought back', quantity: -1, total: -4_900 },
    { id: 'shop:4', name: 'Shipping', quantity: 1, total: 4_900 },
  ],
  pricesIncludeTax: false,
}
const joins = {}

test('the default mappings fit what they read and what they make', () => {
  expect(mappingProblems()).toStrictEqual([])
})

test('a paid order is a purchase a line of goods, with the shop’s own ids and what the customer pays', async () => {
  expect(await mapped('raptor-purchase', order, joins)).toStrictEqual([
    {
      key: 'shop:100234/shop:1',
      at: '2026-03-02T10:05:00.000Z',
      orderId: '100234',
      productId: 'm57500_Red',
      productName: 'Asics 4 running jacket',
      subtotal: '1798.00',
      currency: 'DKK',
      itemPrice: '899.00',
      quantity: 2,
      masterId: 'm57500',
      userId: 'anna@example.dk',
      email: 'anna@example.dk',
      customer: 'shop:7',
      cookieId: '6B29FC40-CA47-4067-B31D-00DD010662DA',
    },
    {
      key: 'shop:100234/shop:2',
      at: '2026-03-02T10:05:00.000Z',
      orderId: '100234',
      productId: 'k100',
      productName: 'Running socks',
      subtotal: '49.00',
      currency: 'DKK',
      itemPrice: '49.00',
      quantity: 1,
      masterId: 'k100',
      userId: 'anna@example.dk',
      email: 'anna@example.dk',
      customer: 'shop:7',
      cookieId: '6B29FC40-CA47-4067-B31D-00DD010662DA',
    },
  ])
})

test('products are told by their stock keeping units and persons by customer numbers where the settings say so', async () => {
  const given = { productIds: 'sku', userId: 'customer' } as const
  const items = await mapped('raptor-purchase', order, joins, given)
  expect(items.map(({ productId, userId }) => [productId, userId])).toStrictEqual([
    ['AS-4-R', '7'],
    ['k100', '7'],
  ])
})

test('a sale of a till is an offline purchase, and only that', async () => {
  const sale = { ...order, channel: 'till', email: undefined }
  const customer = { email: 'anna@example.dk' }
  expect(await mapped('raptor-purchase', sale, { customer })).toStrictEqual([])
  expect(await mapped('raptor-offline-purchase', sale, { customer })).toMatchObject([
    { orderId: '100234', email: 'anna@example.dk' },
    { productId: 'k100' },
  ])
  expect(await mapped('raptor-offline-purchase', order, joins)).toStrictEqual([])
})

test('nothing is bought with an order that nobody paid', async () => {
  expect(await mapped('raptor-purchase', { ...order, status: 'pending' }, joins)).toStrictEqual([])
})

test('a line for the history has its own day', async () => {
  const [line] = await mapped('raptor-order-line', order, joins)
  expect(line).toStrictEqual({
    RowId: 'shop:100234/shop:1',
    Email: 'anna@example.dk',
    CustomerNo: '7',
    OrderId: '100234',
    OrderDate: '2026-03-02T10:00:00.000Z',
    ProductId: 'm57500_Red',
    Quantity: 2,
    Subtotal: '1798.00',
    Currency: 'DKK',
    Channel: 'web',
    StoreId: 'store',
    customer: 'shop:7',
  })
})

const cart = {
  id: 'shop:bk-778',
  connection: 'shop',
  status: 'open',
  email: 'anna@example.dk',
  createdAt: '2026-03-02T09:00:00.000Z',
  updatedAt: '2026-03-02T09:30:00.000Z',
  lines: [
    { variantId: 'shop:m57500_Red', productId: 'shop:m57500', quantity: 1 },
    { productId: 'shop:k100', quantity: 3 },
    { productId: 'shop:k100', quantity: 1 },
  ],
}

test('a cart is a basket of products, each once', async () => {
  expect(await mapped('raptor-basket', cart, joins)).toStrictEqual([
    {
      key: 'shop:bk-778',
      at: '2026-03-02T09:30:00.000Z',
      basketId: 'bk-778',
      products: ['m57500_Red', 'k100'],
      userId: 'anna@example.dk',
      email: 'anna@example.dk',
    },
  ])
})

test.each([
  ['of nobody who is known', { email: undefined }],
  ['that became an order', { status: 'ordered' }],
  ['that is to become an order', { orderId: 'shop:1' }],
])('a cart %s is no basket', async (_which, more) => {
  expect(await mapped('raptor-basket', { ...cart, ...more }, joins)).toStrictEqual([])
})

test('an emptied cart is an empty basket', async () => {
  const [basket] = await mapped('raptor-basket', { ...cart, status: 'emptied' }, joins)
  expect(basket?.['products']).toStrictEqual([])
})

test('a product that was looked at is a visit, and what Raptor has told is not told back', async () => {
  const seen = {
    id: 'site:1',
    type: 'product.viewed',
    at: '2026-03-02T09:00:00.000Z',
    productId: 'shop:m57500',
    variantId: 'shop:m57500_Red',
    properties: { cookieId: '6B29FC40-CA47-4067-B31D-00DD010662DA' },
  }
  expect(await mapped('raptor-event', seen, joins)).toStrictEqual([
    {
      key: 'site:1',
      at: '2026-03-02T09:00:00.000Z',
      event: 'visit',
      productId: 'm57500_Red',
      masterId: 'm57500',
      cookieId: '6B29FC40-CA47-4067-B31D-00DD010662DA',
    },
  ])
  expect(await mapped('raptor-event', { ...seen, type: 'cart.abandoned' }, joins)).toStrictEqual([])
})

const product = {
  id: 'shop:m57500',
  connection: 'shop',
  name: 'Asics 4 running jacket',
  description: '<p>Light</p>',
  status: 'active',
  url: 'https://shop.example/p/m57500',
  imageUrls: ['https://shop.example/img/m57500.jpg'],
  categoryIds: ['shop:400', 'shop:422'],
  brand: 'Asics',
  price: 119_900,
  salePrice: 99_900,
  currency: 'DKK',
  inStock: true,
}
const categories = [
  { id: 'shop:400', name: 'running' },
  { id: 'shop:422', name: 'running-jackets', parentId: 'shop:400' },
  { id: 'shop:9', name: 'elsewhere' },
]
const variants = [
  {
    id: 'shop:m57500_Red',
    productId: 'shop:m57500',
    sku: 'AS-4-R',
    imageUrls: ['https://shop.example/img/m57500_red.jpg'],
    price: 119_900,
    salePrice: 89_900,
    currency: 'DKK',
    inStock: false,
  },
  { id: 'shop:m57500_Blue', productId: 'shop:m57500', status: 'archived' },
]

test('a product is a row for each variant on sale, which takes from the product what it has not itself', async () => {
  expect(await mapped('raptor-product', product, { variants, categories })).toStrictEqual([
    {
      ProductId: 'm57500_Red',
      MasterId: 'm57500',
      ProductName: 'Asics 4 running jacket',
      descriptionHtml: '<p>Light</p>',
      categories: [
        { id: '400', name: 'running' },
        { id: '422', name: 'running-jackets', parentId: '400' },
      ],
      BrandId: 'Asics',
      OriginalPrice: '1199.00',
      OnSalePrice: '899.00',
      Currency: 'DKK',
      ImageUrl: 'https://shop.example/img/m57500_red.jpg',
      ProductUrl: 'https://shop.example/p/m57500',
      InStock: false,
    },
  ])
})

test('a product without variants is a row itself, and the stream has the day of its change', async () => {
  const changed = { ...product, updatedAt: '2026-03-02T08:15:00.000Z' }
  const rows = await mapped('raptor-product-stream', changed, { variants: [], categories: [] })
  expect(rows).toMatchObject([
    { ProductId: 'm57500', OnSalePrice: '999.00', UpdatedAt: '2026-03-02T08:15:00.000Z' },
  ])
})

test('a customer is a person with what was said last about mails, and null where nothing is known', async () => {
  const customer = {
    id: 'shop:7',
    email: 'anna@example.dk',
    firstName: 'Anna',
    address: { country: 'DK' },
    consents: [{ channel: 'email', state: 'granted', at: '2025-11-04T10:00:00.000Z' }],
  }
  const said = [{ channel: 'email', state: 'withdrawn', at: '2026-01-04T10:00:00.000Z' }]
  expect(await mapped('raptor-person', customer, { said })).toStrictEqual([
    {
      Email: 'anna@example.dk',
      CustomerNo: '7',
      FirstName: 'Anna',
      LastName: null,
      Phone: null,
      Country: 'DK',
      NewsletterConsent: false,
      ConsentAt: '2026-01-04T10:00:00.000Z',
      customer: 'shop:7',
    },
  ])
  expect(await mapped('raptor-person', customer, { said: [] })).toMatchObject([
    { NewsletterConsent: true },
  ])
  expect(await mapped('raptor-person', { ...customer, email: undefined })).toStrictEqual([])
})

const trigger = {
  id: 'abc',
  trigger: 'priceDropBasket',
  at: '2026-03-02T09:40:00.000Z',
  userId: 'anna@example.dk',
  basketId: 'bk-778',
  products: [{ id: 'm57500_Red', price: 899 }, { id: 'k100' }],
}

test.each([
  ['abandonedBasket', 'cart.abandoned'],
  ['priceDropBasket', 'product.priceDropped'],
  ['priceDropInterest', 'product.priceDropped'],
  ['backInStock', 'product.cameBackInStock'],
  ['Campaign', 'raptor.Campaign'],
])('the trigger %s is the event %s', async (name, type) => {
  expect(await mapped('raptor-trigger', { ...trigger, trigger: name })).toMatchObject([{ type }])
})

test('a trigger is an event of the person, with all products and the ids of the store', async () => {
  expect(await mapped('raptor-trigger', trigger, {}, { shop: 'shop' })).toStrictEqual([
    {
      id: 'abc',
      type: 'product.priceDropped',
      at: '2026-03-02T09:40:00.000Z',
      channel: 'web',
      email: 'anna@example.dk',
      properties: {
        trigger: 'priceDropBasket',
        lines: [{ productId: 'shop:m57500_Red', price: 899 }, { productId: 'shop:k100' }],
        cart: 'shop:bk-778',
      },
    },
  ])
})

test('without a shop a trigger has the ids that Raptor knows', async () => {
  expect(await mapped('raptor-trigger', trigger)).toMatchObject([
    { properties: { lines: [{ productId: 'm57500_Red' }, { productId: 'k100' }], cart: 'bk-778' } },
  ])
})

test('a person who is told by a customer number is the customer of the shop', async () => {
  const given = { shop: 'shop', userId: 'customer' } as const
  const [event] = await mapped('raptor-trigger', { ...trigger, userId: '7' }, {}, given)
  expect(event).toMatchObject({ properties: { customer: 'shop:7' } })
  expect(event).not.toHaveProperty('email')
})
