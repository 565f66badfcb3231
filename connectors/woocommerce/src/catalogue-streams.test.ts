import { readSlice, readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { attributes, attributeTerms } from './attributes.ts'
import { coupons } from './coupons.ts'
import { orderNotes } from './order-notes.ts'
import { refundsOfOrders, variationsOfProducts } from './older-shops.ts'
import { paymentGateways } from './payment-gateways.ts'
import { products } from './products.ts'
import { shippingMethods } from './shipping.ts'
import { store } from './store.ts'
import { testContext } from './testing/context.ts'
import { recorded, recordedRow } from './testing/fixture.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { variations } from './variations.ts'

const secure = { url: 'https://shop.example' }
const inDkk = { account: { currency: 'DKK' } }

/** Answers by the end of the path; anything else is an empty list. */
function shopWith(answers: Readonly<Record<string, unknown>>) {
  return ({ url }: Request) => {
    const { pathname } = new URL(url)
    const path = Object.keys(answers).find((end) => pathname.endsWith(end))
    return Response.json(path === undefined ? [] : answers[path])
  }
}

test('products of every status are read, those in the trash by a list of their own', async () => {
  const context = testContext(secure, { ...inDkk, answer: () => Response.json([]) })
  await readStream(context, products)
  const asked = context.requests.map(({ url }) => new URL(url).searchParams.get('status'))
  expect(asked).toStrictEqual(['any', 'trash'])
})

test('products come with the shop’s currency and with attributes by name', async () => {
  const context = testContext(secure, {
    ...inDkk,
    answer: shopWith({ '/products': [recordedRow('products', 134)] }),
  })
  const { rows } = await readStream(context, products)
  expect(rows.get('134')).toMatchObject({
    shop_currency: 'DKK',
    attribute_values: {
      Farve: ['Granitgrå', 'Mosgrøn', 'Tyttebærrød'],
      Størrelse: ['L', 'M', 'S'],
    },
  })
})

test('the currency is asked for once where no check has told it', async () => {
  const context = testContext(secure, {
    answer: shopWith({
      '/currencies/current': { code: 'SEK' },
      '/coupons': recorded('coupons'),
      '/variations': recorded('variations'),
    }),
  })
  const coupon = (await readStream(context, coupons)).rows.get('157')
  expect(coupon).toMatchObject({ shop_currency: 'SEK' })
  const variation = (await readStream(context, variations)).rows.get('143')
  expect(variation).toMatchObject({ parent_id: 134, attribute_values: { Farve: 'Tyttebærrød' } })
  expect(context.requests.filter(({ url }) => url.includes('currencies'))).toHaveLength(1)
})

test('neither the people who used a coupon nor those it is for are asked for', async () => {
  const context = testContext(secure, { ...inDkk, answer: () => Response.json([]) })
  await readStream(context, coupons)
  expect(context.requests[0]?.url).not.toMatch(/used_by|email/)
})

test('settings of payment gateways, which hold secret keys, are never asked for', async () => {
  const { settings } = await simulatedShop()
  const context = testContext(settings)
  const { rows } = await readStream(context, paymentGateways)
  expect([...rows.keys()]).toStrictEqual(['bacs', 'cheque', 'cod'])
  for (const row of rows.values()) expect(row).not.toHaveProperty('settings')
})

test('terms name their attribute, and methods of shipping their zone', async () => {
  const context = testContext(secure, {
    answer: shopWith({
      '/products/attributes': recorded('attributes'),
      '/attributes/1/terms': [{ id: 7, name: 'Mosgrøn', slug: 'mosgron' }],
      '/shipping/zones': recorded('shipping-zones'),
      '/zones/1/methods': [{ id: 1, title: 'Fast fragt', method_id: 'flat_rate', enabled: true }],
    }),
  })
  expect((await readStream(context, attributes)).rows.size).toBe(2)
  expect((await readStream(context, attributeTerms)).rows.get('1/7')).toMatchObject({
    name: 'Mosgrøn',
    attribute_id: 1,
  })
  expect((await readStream(context, shippingMethods)).rows.get('1/1')).toMatchObject({ zone_id: 1 })
})

test('notes name their order; those of an order that is gone are gone with it', async () => {
  const context = testContext(secure, {
    answer: ({ url }) =>
      url.includes('/orders/459/')
        ? Response.json(recorded('order-notes'))
        : Response.json(
            { code: 'woocommerce_rest_order_invalid_id', message: '' },
            { status: 404 },
          ),
  })
  const notes = await readSlice(context, orderNotes, { params: { id: 459 } })
  expect(notes).toMatchObject([{ id: 895, order_id: 459 }, { id: 896 }])
  expect(await readSlice(context, orderNotes, { params: { id: 1 } })).toStrictEqual([])
})

test('an older shop gives variations product by product, and refunds order by order', async () => {
  const context = testContext(secure, {
    ...inDkk,
    answer: shopWith({
      '/products': [{ id: 134 }],
      '/products/134/variations': [{ ...recordedRow('variations', 143), parent_id: 0 }],
      '/orders': [recordedRow('orders', 459), recordedRow('orders', 1817)],
      '/orders/459/refunds': [recordedRow('refunds', 460)],
    }),
  })
  const found = await readStream(context, variationsOfProducts)
  expect(found.rows.get('143')).toMatchObject({ parent_id: 134, shop_currency: 'DKK' })
  const given = await readStream(context, refundsOfOrders)
  expect(given.rows.get('460')).toMatchObject({ parent_id: 459, order: { currency: 'DKK' } })
  // The other order names no refund, and is not asked.
  expect(context.requests.some(({ url }) => url.includes('/orders/1817/'))).toBe(false)
})

test('the shop itself is put together from its index and its settings', async () => {
  const [site] = recorded('site-index')
  const context = testContext(secure, {
    answer: shopWith({ '/wp-json/': site, '/settings/general': recorded('settings-general') }),
  })
  expect((await readStream(context, store)).rows.get('store')).toStrictEqual({
    id: 'store',
    name: 'Nordlys Teststore',
    home: 'http://127.0.0.1:8099',
    time_zone: 'Europe/Copenhagen',
    currency: 'DKK',
    country: 'DK',
    settings: {
      woocommerce_default_country: 'DK',
      woocommerce_currency: 'DKK',
      woocommerce_price_num_decimals: '2',
    },
  })
})
