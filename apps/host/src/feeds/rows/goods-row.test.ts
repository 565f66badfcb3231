import type { Product, Variant } from '@cartograph/core'
import { expect, test } from 'vitest'
import { goodsRow, type Goods } from './goods-row.ts'

const product: Product = {
  id: 'shop:1',
  connection: 'shop',
  name: '<b>Jacket</b>',
  url: 'https://shop.example/p/1?a=1',
  imageUrls: ['https://shop.example/1.jpg'],
  price: 10_000,
  currency: 'DKK',
  stock: 4,
  extra: {
    tags: ['spring', 7],
    rating: 4.5,
    translations: { de: { name: 'Jacke', url: 'https://shop.example/de/1' } },
  },
}
const variant: Variant = {
  id: 'shop:1-r',
  connection: 'shop',
  productId: 'shop:1',
  name: 'Red, L',
  stock: 0,
  attributes: { color: 'red' },
}
const goods = (more: Partial<Goods> = {}): Goods => ({
  key: 'shop:1-r',
  product,
  variant,
  categories: [],
  stockAt: undefined,
  unitsSold: 0,
  ...more,
})
const market = { otherLanguages: 'show' } as const
const made = (more: Partial<Goods> = {}, feed: Partial<Parameters<typeof goodsRow>[1]> = {}) =>
  goodsRow(goods(more), { market, linkParameters: {}, ...feed }, () => undefined)

test('what the variant says counts before what its product says', () => {
  expect(made().row).toMatchObject({
    key: 'shop:1-r',
    id: '1-r',
    productId: '1',
    isVariant: true,
    name: 'Jacket, Red, L',
    productName: 'Jacket',
    url: 'https://shop.example/p/1?a=1',
    imageUrl: 'https://shop.example/1.jpg',
    price: '100.00',
    stock: 0,
    inStock: false,
    rating: 4.5,
    tags: ['spring'],
    attributes: { color: 'red' },
  })
})

test('a variant that names its product is not named twice', () => {
  expect(made({ variant: { ...variant, name: 'Jacket red L' } }).row.name).toBe('Jacket red L')
})

test('a product alone is a row of its own', () => {
  const { row } = made({ key: 'shop:1', variant: undefined })
  expect(row).toMatchObject({ id: '1', productId: '1', isVariant: false, stock: 4, inStock: true })
})

test('a reduced price of the product is none of a variant with a price of its own', () => {
  const { row } = made({
    product: { ...product, salePrice: 100 },
    variant: { ...variant, price: 5000, currency: 'DKK' },
  })
  expect(row.currentPrice).toBe('50.00')
})

test('stock at the places of the feed is summed, and decides what is in stock', () => {
  expect(made({ stockAt: { main: 2, outlet: 3 } }).row).toMatchObject({
    stock: 5,
    stockAt: { main: 2, outlet: 3 },
    inStock: true,
  })
  expect(made({ stockAt: {} }).row).toMatchObject({ stock: 0, inStock: false })
})

test('a shop that counts nothing sells what it shows', () => {
  const { row } = made({ key: 'shop:1', variant: undefined, product: { ...product, stock: null } })
  expect(row.inStock).toBe(true)
})

test('words and page are those of the language of the market', () => {
  const german = { market: { ...market, language: 'de' } }
  expect(made({}, german)).toMatchObject({
    row: { name: 'Jacke, Red, L', url: 'https://shop.example/de/1', market: { language: 'de' } },
    notes: [],
    isForeign: false,
  })
})

test('a missing language is told, and leaves the product out where the feed says so', () => {
  const danish = { market: { otherLanguages: 'leaveOut', language: 'da' } } as const
  expect(made({}, danish)).toMatchObject({
    row: { name: 'Jacket, Red, L' },
    notes: [{ field: 'name', rule: 'language', severity: 'warning' }],
    isForeign: true,
  })
})

test('a variant whose product is gone stands alone, and says so', () => {
  expect(made({ product: undefined })).toMatchObject({
    row: { name: 'Red, L', productId: '1' },
    notes: [{ rule: 'product', severity: 'warning' }],
  })
})

test('parameters are added to the page, and none is doubled', () => {
  const { row } = made({}, { linkParameters: { a: '2', utm_source: 'google ads' } })
  expect(row.url).toBe('https://shop.example/p/1?a=1&utm_source=google+ads')
  expect(
    made({ product: { ...product, url: '/p/1' } }, { linkParameters: { b: '1' } }).row.url,
  ).toBe('/p/1')
})

const path = (...names: readonly string[]) => ({
  id: names.at(-1) ?? '',
  name: names.at(-1) ?? '',
  path: names.join(' > '),
  steps: names.map((name) => ({ id: name, name })),
})

test('the deepest category is the one', () => {
  const { row } = made({ categories: [path('A'), path('A', 'B'), path('C')] })
  expect(row.category?.path).toBe('A > B')
})
