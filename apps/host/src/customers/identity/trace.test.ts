import { expect, test } from 'vitest'
import { countedIdentifiers, traceOf, type CountriesOf } from './trace.ts'

const noCountries: CountriesOf = () => []
const danish: CountriesOf = (_connection, storeId) => (storeId === 'shop:dk' ? ['DK'] : [])
const plain = { identifiers: [] }

function contactOf(email: string, connection = 'shop') {
  return traceOf('order', 'shop:1', { connection, email }, plain, noCountries)?.member
}

function identifiersOf(row: Readonly<Record<string, unknown>>, countriesOf = noCountries) {
  const whole = { connection: 'shop', ...row } as Parameters<typeof traceOf>[2]
  return traceOf('order', 'shop:1', whole, plain, countriesOf)?.identifiers
}

test('a customer is a record with its id, address and number', () => {
  const row = {
    connection: 'shop',
    email: ' Ida@Example.com',
    phone: '+45 20 12 34 56',
    createdAt: '2026-01-02T00:00:00.000Z',
  }
  expect(traceOf('customer', 'shop:17', row, plain, noCountries)).toStrictEqual({
    member: 'customer/shop:17',
    connection: 'shop',
    at: Date.UTC(2026, 0, 2),
    identifiers: [
      { namespace: 'customer', value: 'shop:17' },
      { namespace: 'email', value: 'ida@example.com' },
      { namespace: 'phone', value: '+4520123456' },
    ],
  })
})

test('an order that names its customer speaks of that record', () => {
  const row = { connection: 'shop', customerId: 'shop:17', email: 'friend@example.com' }
  expect(traceOf('order', 'shop:1', row, plain, noCountries)?.member).toBe('customer/shop:17')
})

test('orders without a customer that give the same are one contact, others are not', () => {
  expect(contactOf('Ida@example.com')).toBe(contactOf('ida@example.com '))
  expect(contactOf('ida@example.com')).not.toBe(contactOf('per@example.com'))
  expect(contactOf('ida@example.com')).not.toBe(contactOf('ida@example.com', 'till'))
})

test('a row that names nobody leaves no trace, and neither does a product', () => {
  expect(identifiersOf({ email: 'none', phone: '20 12 34 56' })).toBeUndefined()
  expect(identifiersOf({})).toBeUndefined()
})

test('a number without a country takes that of the store, else that of the address', () => {
  const phone = '20 12 34 56'
  expect(identifiersOf({ phone, billing: { country: 'DK' } })).toStrictEqual([
    { namespace: 'phone', value: '+4520123456' },
  ])
  expect(identifiersOf({ phone, storeId: 'shop:dk' }, danish)).toStrictEqual([
    { namespace: 'phone', value: '+4520123456' },
  ])
  expect(identifiersOf({ phone, storeId: 'shop:se' }, danish)).toBeUndefined()
})

test('a configured path gives identifiers of its namespace, of its connections alone', () => {
  const card = {
    namespace: 'card',
    entity: 'order',
    path: ['extra', 'cards'],
    connections: ['till'],
  } as const
  const found = (connection: string) =>
    traceOf(
      'order',
      'x:1',
      { connection, extra: { cards: ['A1', '', null, 7] } },
      { identifiers: [card] },
      noCountries,
    )?.identifiers
  expect(found('till')).toStrictEqual([
    { namespace: 'card', value: '7' },
    { namespace: 'card', value: 'A1' },
  ])
  expect(found('shop')).toBeUndefined()
})

test('an id of another system takes the name of its connection', () => {
  const link = {
    namespace: 'customer',
    entity: 'customer',
    path: ['extra', 'stripeId'],
    prefix: 'stripe:',
  } as const
  const row = { connection: 'shop', extra: { stripeId: 'cus_9' } }
  expect(
    traceOf('customer', 'shop:17', row, { identifiers: [link] }, noCountries)?.identifiers,
  ).toStrictEqual([
    { namespace: 'customer', value: 'shop:17' },
    { namespace: 'customer', value: 'stripe:cus_9' },
  ])
})

test('the address of an order counts only for a customer who has no record', () => {
  const friend = { namespace: 'email', value: 'friend@example.com' }
  const card = { namespace: 'card', value: 'A1' }
  const own = { namespace: 'email', value: 'ida@example.com' }
  expect(countedIdentifiers(undefined, [friend, card])).toStrictEqual([card, friend])
  expect(countedIdentifiers([own], [friend, card])).toStrictEqual([card, own])
})
