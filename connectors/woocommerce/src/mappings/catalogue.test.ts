import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { recorded, recordedRow } from '../testing/fixture.ts'
import { mapped } from '../testing/mapped.ts'

const added = { shop_currency: 'DKK', attribute_values: { Farve: ['Mosgrøn'] } }
const coupon = (id: number, change: JsonObject = {}) => ({
  ...recordedRow('coupons', id),
  ...added,
  ...change,
})

const product = (id: number, change: JsonObject = {}) => ({
  ...recordedRow('products', id),
  ...added,
  ...change,
})

test('a product with variations has the lowest of their prices', async () => {
  const [row] = await mapped('woocommerce-product', [product(134)])
  expect(row).toMatchObject({
    id: 'shop:134',
    sku: 'NRD-X011',
    status: 'active',
    price: 41_500,
    currency: 'DKK',
    categoryIds: ['shop:21', 'shop:16'],
    inStock: true,
    attributes: { Farve: ['Mosgrøn'] },
    extra: { type: 'variable', tags: ['Økologisk'] },
  })
  expect(row).not.toHaveProperty('salePrice')
})

test('a reduced price counts while the product is on sale', async () => {
  const prices = { regular_price: '100', sale_price: '80', price: '80' }
  const [reduced] = await mapped('woocommerce-product', [
    product(144, { ...prices, on_sale: true }),
  ])
  expect(reduced).toMatchObject({ price: 10_000, salePrice: 8000 })
  const [planned] = await mapped('woocommerce-product', [
    product(144, { ...prices, on_sale: false }),
  ])
  expect(planned).not.toHaveProperty('salePrice')
})

test('drafts and private products are not on sale; what is in the trash is gone', async () => {
  const rows = await mapped('woocommerce-product', [product(51), product(52), product(146)])
  expect(rows.map((row) => [row['id'], row['status']])).toStrictEqual([
    ['shop:51', 'draft'],
    ['shop:52', 'draft'],
  ])
})

test('prices are left out where the key may not see the currency', async () => {
  const [row] = await mapped('woocommerce-product', [product(144, { shop_currency: null })])
  expect(row).not.toHaveProperty('price')
})

test('a variation is a variant of its product', async () => {
  const [row] = await mapped('woocommerce-variant', [
    { ...recordedRow('variations', 143), ...added },
  ])
  expect(row).toMatchObject({
    id: 'shop:143',
    productId: 'shop:134',
    sku: 'NRD-X011-09',
    name: 'Tyttebærrød, L',
    price: 55_600,
    stock: 19,
    imageUrls: [],
  })
})

test('a category names the one above it', async () => {
  const rows = await mapped('woocommerce-category', recorded('categories').slice(1, 3))
  expect(rows).toMatchObject([{ id: 'shop:16' }, { id: 'shop:17', parentId: 'shop:16' }])
  expect(rows[0]).not.toHaveProperty('parentId')
})

test('a coupon takes off a share, an amount, or the shipping', async () => {
  const rows = await mapped('woocommerce-coupon', [
    coupon(153),
    coupon(156, { minimum_amount: '250.00' }),
    coupon(157, { amount: '0.00', free_shipping: true }),
  ])
  expect(rows).toMatchObject([
    { code: 'udløbet', kind: 'percent', percent: 30, expiresAt: '2026-09-23T01:25:46.000Z' },
    { code: 'engang', kind: 'amount', amount: 7500, minimumTotal: 25_000, usageLimit: 1 },
    { kind: 'freeShipping' },
  ])
  expect(rows[0]).not.toHaveProperty('amount')
  expect(rows[0]).not.toHaveProperty('minimumTotal')
})
