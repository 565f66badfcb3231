import { expect, test } from 'vitest'
import { impersonalRow } from './impersonal.ts'

test('an order stays without whose it is', () => {
  const row = {
    id: 'shop:1',
    connection: 'shop',
    status: 'paid',
    total: 1000,
    currency: 'DKK',
    lines: [{ id: '1', sku: 'A' }],
    customerId: 'shop:17',
    email: 'ida@example.com',
    phone: '+4520123456',
    billing: { city: 'Aarhus' },
    shipping: { city: 'Aarhus' },
    extra: { note: 'for Ida' },
  }
  expect(impersonalRow('order', row)).toStrictEqual({
    id: 'shop:1',
    connection: 'shop',
    status: 'paid',
    total: 1000,
    currency: 'DKK',
    lines: [{ id: '1', sku: 'A' }],
  })
})

test.each(['customer', 'cart', 'consent', 'event', 'nothing'])('a row of %s goes', (entity) => {
  expect(impersonalRow(entity, { id: 'shop:1' })).toBeUndefined()
})
