import type { Cart, Event } from '@cartograph/core'
import { expect, test } from 'vitest'
import { cartOfEvent, cartOfRow } from './cart-row.ts'

const cart: Cart = {
  id: 'shop:7',
  connection: 'shop',
  status: 'open',
  createdAt: '2026-11-02T10:00:00Z',
  email: 'anna@shop.example',
}

test.each([
  ['a line break', 'anna@shop.example\r\nBcc: eve@evil.example'],
  ['two addresses', 'anna@shop.example, eve@evil.example'],
  ['no address', 'anna'],
])('an e-mail with %s is none', (_what, email) => {
  expect(cartOfRow({ ...cart, email }).email).toBeUndefined()
})

test('lines of nothing and of less are none', () => {
  const lines = [{ quantity: 0 }, { quantity: -2 }, { quantity: 1, name: 'Cup' }]
  expect(cartOfRow({ ...cart, lines }).lines?.map(({ name }) => name)).toStrictEqual(['Cup'])
})

test('a cart that was touched before it was begun was touched when it was begun', () => {
  expect(cartOfRow({ ...cart, updatedAt: '2026-11-01T10:00:00Z' }).touchedAt).toBe(
    Date.parse(cart.createdAt),
  )
})

test('an address that is no page leads nowhere', () => {
  expect(cartOfRow({ ...cart, recoveryUrl: 'javascript:alert(1)' }).recoveryUrl).toBeUndefined()
  expect(cartOfRow({ ...cart, recoveryUrl: 'https://shop.example/pay' }).recoveryUrl).toBe(
    'https://shop.example/pay',
  )
})

const event: Event = {
  id: 'raptor:1',
  connection: 'raptor',
  type: 'cart.abandoned',
  at: '2026-11-02T10:00:00Z',
  email: 'anna@shop.example',
  amount: 2500,
  currency: 'DKK',
}

test('an event tells of a cart that was left, with what lay in it', () => {
  const properties = { lines: [{ productId: 'shop:1', name: 'Cup', quantity: 2, unitPrice: 1250 }] }
  expect(cartOfEvent({ ...event, properties })).toMatchObject({
    status: 'abandoned',
    total: 2500,
    lines: [{ productId: 'shop:1', quantity: 2, unitPrice: 1250 }],
  })
})

test('what an event tells in another form is not taken for lines', () => {
  expect(cartOfEvent({ ...event, properties: { lines: 'a cup' } }).lines).toBeUndefined()
})
