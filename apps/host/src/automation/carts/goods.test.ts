import { expect, test } from 'vitest'
import type { CartLine } from './cart-row.ts'
import { sellable } from './goods.ts'

const line = (productId: string, total: number): CartLine => ({
  productId,
  variantId: undefined,
  sku: undefined,
  name: productId,
  quantity: 1,
  unitPrice: undefined,
  total,
  url: undefined,
  imageUrl: undefined,
})
const lines = [line('cup', 1000), line('pot', 2500)]
const gone = { isGone: true }

test('what can no longer be bought is taken out, and the rest costs less', () => {
  const left = sellable({ lines, total: 3500 }, new Map([['pot', gone]]))
  expect([left.lines?.length, left.total, left.isSoldOut]).toStrictEqual([1, 1000, false])
})

test('a cart of which nothing can be bought any more is sold out', () => {
  const goods = new Map([
    ['cup', gone],
    ['pot', gone],
  ])
  expect(sellable({ lines, total: 3500 }, goods).isSoldOut).toBe(true)
})

test('what nobody knows anything of stays', () => {
  expect(sellable({ lines, total: 3500 }, new Map())).toStrictEqual({
    lines,
    total: 3500,
    isSoldOut: false,
  })
})

test('a cart without a total costs what its lines cost', () => {
  expect(sellable({ lines, total: undefined }, new Map()).total).toBe(3500)
})

test('what is more than can be counted is not known', () => {
  const absurd = [line('cup', Number.MAX_SAFE_INTEGER), line('pot', 2500)]
  expect(sellable({ lines: absurd, total: undefined }, new Map()).total).toBeUndefined()
})
