import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

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
