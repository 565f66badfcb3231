import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { settings, type Settings } from './settings.ts'
import { basketOf, coid, email, purchaseOf, visitOf } from './testing/items.ts'
import {
  basketOf as tellBasket,
  eventOf,
  purchaseOf as tellPurchase,
  trackingPath,
  type Tracked,
} from './tracking-query.ts'

const config = (given: Partial<Settings> = {}) => settings.parse({ customerId: '12345', ...given })
const asked = (tracked: Tracked, given: Partial<Settings> = {}) => {
  const url = new URL(trackingPath(config(given), tracked), 'http://raptor')
  return { path: url.pathname, ...Object.fromEntries(url.searchParams) }
}
const basket = (given: Partial<Settings> = {}, products?: readonly string[]) =>
  asked(
    tellBasket(config(given), basketOf({ ...(products && { products: [...products] }) })),
    given,
  )

test('a visit is told at the positions of the template, with the device and a session', () => {
  const item = visitOf({
    productName: 'Asics 4 running jacket',
    categoryPath: '400#running;422#running-jackets',
    itemPrice: '899.00',
    inStock: true,
    masterId: 'm57500',
    userId: '7',
  })
  expect(asked(eventOf(config(), item))).toStrictEqual({
    path: '/12345.rsa',
    p1: 'visit',
    p2: 'm57500_Red',
    p3: 'Asics 4 running jacket',
    p4: '400#running;422#running-jackets',
    p7: '7',
    p12: '899.00',
    p15: 'true',
    p18: 'm57500',
    sid: expect.stringMatching(/^[\dA-F]{8}-[\dA-F]{4}-4[\dA-F]{3}-[89AB][\dA-F]{3}-[\dA-F]{12}$/),
    coid,
  })
})

test('positions, the separator of baskets and favourites are the account’s own', () => {
  const positions = { eventType: 31, basketContent: 41, basketId: 42, favorites: 50 }
  const given = { positions, basketSeparator: '|' }
  expect(basket(given)).toMatchObject({ p31: 'basket', p41: 'm57500_Red|k100', p42: 'bk-778' })
  const favorite = visitOf({ event: 'favorite', favorites: ['k100', 'k200'] })
  expect(asked(eventOf(config(given), favorite), given)).toMatchObject({ p50: 'k100|k200' })
  expect(asked(eventOf(config(), favorite))).toMatchObject({ p10: 'k100,k200' })
})

test('an emptied basket is told as an empty one', () => {
  expect(basket({}, [])).toMatchObject({ p1: 'basket', p10: '' })
})

test('a product with the separator in its id is refused, with what to do', () => {
  expect(() => basket({}, ['a,b'])).toThrow(
    'The product a,b has in its id what separates the products of a basket.',
  )
})

const person = (endpoint: Tracked['endpoint'], given: Partial<Settings> = {}) =>
  asked(tellPurchase(purchaseOf(), endpoint), given)

test('a person is told in base64 in the shop and in clear at the till, or otherwise where the settings say so', () => {
  expect([person('rsa'), person('stream')]).toMatchObject([
    { path: '/12345.rsa', ruid: 'YW5uYUBleGFtcGxlLmRr' },
    { path: '/12345.stream', ruid: email, source: 'webhook' },
  ])
  const userIdCoding = { online: 'plain', offline: 'base64' } as const
  expect([person('rsa', { userIdCoding }), person('stream', { userIdCoding })]).toMatchObject([
    { ruid: email },
    { ruid: 'YW5uYUBleGFtcGxlLmRr' },
  ])
})

test('a weight is rounded up to a number of pieces', () => {
  expect(asked(tellPurchase(purchaseOf({ quantity: 0.4 }), 'rsa'))).toMatchObject({ p13: '1' })
})

const session = (orderId: string, key: string) => {
  const asking: Readonly<Record<string, string>> = asked(
    tellPurchase(purchaseOf({ orderId, key }), 'rsa'),
  )
  return asking['sid']
}

test('all lines of an order are told in one session, and those of another in another', () => {
  expect(session('1', '1/1')).toBe(session('1', '1/2'))
  expect(session('2', '2/1')).not.toBe(session('1', '1/1'))
})

test('a parameter of one’s own never takes the place of another', () => {
  expect(asked(eventOf(config(), visitOf({ more: { p25: 'spring' } })))).toMatchObject({
    p25: 'spring',
  })
  expect(() => asked(eventOf(config(), visitOf({ more: { p2: 'other' } })))).toThrow(
    '`more.p2` stands where another value goes.',
  )
})

test('whatever stands in a text comes back when the query is parsed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (productName) => {
      expect(asked(eventOf(config(), visitOf({ productName })))).toMatchObject({ p3: productName })
    }),
  )
})
