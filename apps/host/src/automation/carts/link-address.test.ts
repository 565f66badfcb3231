import { expect, test } from 'vitest'
import { isToken, linkTarget, newToken, tokenHash } from './link-address.ts'

const link = {
  expiresMs: 1,
  to: 'https://shop.example/cart?restore={cart}',
  campaign: new Map([
    ['utm_source', 'cartograph'],
    ['utm_content', '{rule}-{step}'],
  ]),
}
const rule = { id: 'web', link }

test('the link leads to the address that fills the cart again, with the campaign on it', () => {
  const recoveryUrl = 'https://shop.example/checkout-link/?products=12:1'
  expect(linkTarget(rule, { id: 'shop:7', recoveryUrl }, 1)).toBe(
    'https://shop.example/checkout-link/?products=12:1&utm_source=cartograph&utm_content=web-2',
  )
})

test('without one it leads to where carts of the shop are', () => {
  expect(linkTarget(rule, { id: 'shop:a b', recoveryUrl: undefined }, 0)).toBe(
    'https://shop.example/cart?restore=a%20b&utm_source=cartograph&utm_content=web-1',
  )
})

test('where nobody knows an address it leads nowhere', () => {
  const { expiresMs, campaign } = link
  const without = { id: 'web', link: { expiresMs, campaign } }
  expect(linkTarget(without, { id: 'shop:7', recoveryUrl: undefined }, 0)).toBeUndefined()
})

test('a parameter that the vendor has set stays', () => {
  const recoveryUrl = 'https://shop.example/pay?utm_source=shop'
  expect(linkTarget(rule, { id: 'shop:7', recoveryUrl }, 0)).toContain('utm_source=shop')
})

test('names of links are never the same, and the store cannot tell them', () => {
  const tokens = Array.from({ length: 100 }, newToken)
  expect(new Set(tokens).size).toBe(100)
  expect(tokens.every(isToken)).toBe(true)
  expect(tokens.some((token) => tokenHash(token).includes(token))).toBe(false)
  expect(['', '../x', `${tokens[0]}=`].some(isToken)).toBe(false)
})
