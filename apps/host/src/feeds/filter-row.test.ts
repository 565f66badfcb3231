import { expect, test } from 'vitest'
import type { FeedFilter, FeedRow } from '../config/index.ts'
import { filterRow } from './filter-row.ts'

const row: FeedRow = {
  key: 'shop:1',
  id: '1',
  productId: '1',
  isVariant: false,
  connection: 'shop',
  imageUrls: [],
  imageUrl: 'https://shop.example/1.jpg',
  brand: 'Nordlys',
  currentPrice: '100.00',
  categories: [
    {
      id: '20',
      name: 'Jackets',
      path: 'Clothes > Jackets',
      steps: [
        { id: '10', name: 'Clothes' },
        { id: '20', name: 'Jackets' },
      ],
    },
  ],
  stockAt: {},
  inStock: true,
  unitsSold: 0,
  tags: ['Spring'],
  attributes: {},
  extra: {},
  market: {},
  product: { id: 'shop:1', connection: 'shop', status: 'active' },
}
const filtered = (filter: Partial<FeedFilter>, changed: Partial<FeedRow> = {}) =>
  filterRow({ ...row, ...changed }, { status: ['active'], ...filter })

const passing: readonly (readonly [string, Partial<FeedFilter>])[] = [
  ['nothing said', {}],
  ['stock', { inStock: true }],
  ['a category above, by name', { categories: ['clothes'] }],
  ['a category, by the id of the shop', { categories: ['20'] }],
  ['a category, by the id of the store', { categories: ['shop:10'] }],
  ['a tag, however it is written', { tags: ['spring', 'autumn'] }],
  ['a brand', { brands: ['NORDLYS'] }],
  ['the least price itself', { priceFrom: '100' }],
  ['the highest price itself', { priceTo: '100.0' }],
  ['a picture', { withImage: true }],
  ['what is excepted elsewhere', { exceptCategories: ['Shoes'], exceptTags: ['sale'] }],
]

test.each(passing)('%s lets a row through', (_what, filter) => {
  expect(filtered(filter)).toBeUndefined()
})

const keeping: readonly (readonly [keyof FeedFilter, Partial<FeedFilter>, Partial<FeedRow>])[] = [
  ['inStock', { inStock: false }, {}],
  ['categories', { categories: ['Shoes'] }, {}],
  ['categories', { categories: ['Jackets'] }, { categories: [] }],
  ['exceptCategories', { exceptCategories: ['Clothes'] }, {}],
  ['tags', { tags: ['autumn'] }, {}],
  ['exceptTags', { exceptTags: ['spring'] }, {}],
  ['brands', { brands: ['Other'] }, {}],
  ['priceFrom', { priceFrom: '100.01' }, {}],
  ['priceTo', { priceTo: '99.99' }, {}],
  ['withImage', { withImage: false }, {}],
  ['status', {}, { product: { id: 'shop:1', connection: 'shop', status: 'draft' } }],
]

test.each(keeping)('%s leaves a row out: %j', (name, filter, changed) => {
  expect(filtered(filter, changed)).toBe(name)
})

test('a row without a price is in no range of prices', () => {
  const { currentPrice: _none, ...free } = row
  expect(filterRow(free, { status: ['active'], priceFrom: '0' })).toBe('priceFrom')
})
