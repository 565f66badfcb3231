import type { JsonObject } from '@cartograph/core'
import * as fc from 'fast-check'

/** A row of a random shop; without values it is to go. */
export interface ShopRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject | undefined
}

const dayMs = 86_400_000
/** Half a day before the day that tests look from, so that windows begin and end among the rows. */
export const shopNow = Date.parse('2026-11-25T12:00:00Z')

const ago = (most: number) =>
  fc
    .integer({ min: -36, max: most * 24 })
    .map((hours) => new Date(shopNow - hours * (dayMs / 24)).toISOString())
const people = 45
const person = fc.integer({ min: 1, max: people })
const products = ['shop:p1', 'shop:p2', 'shop:p3', 'shop:p4', 'shop:p5']
const country = fc.constantFrom('DE', 'SE', 'DK', null)

/** The stores are always there: one in Berlin, one in Auckland, where it is tomorrow already. */
export const shopStores: readonly ShopRow[] = [
  {
    entity: 'store',
    id: 'shop:de',
    row: {
      connection: 'shop',
      name: 'Berlin',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      currency: 'EUR',
    },
  },
  {
    entity: 'store',
    id: 'till:nz',
    row: { connection: 'till', name: 'Auckland', timeZone: 'Pacific/Auckland', country: 'NZ' },
  },
]

const customers = fc
  .tuple(person, fc.boolean(), fc.constantFrom('shop', 'till'), ago(700))
  .map(([number, isGuest, connection, createdAt]) => ({
    entity: 'customer',
    id: `${connection}:c${number}`,
    row: {
      connection,
      email: `p${number}@example.com`,
      language: number % 2 === 0 ? 'de' : 'da',
      ...(number % 3 === 0 && { tags: ['club', `group ${number % 2}`] }),
      isGuest,
      createdAt,
    },
  }))

const line = fc.record({
  productId: fc.constantFrom(...products),
  name: fc.constantFrom('Red lamp', 'lamp', 'Vase', null),
  quantity: fc.constantFrom(1, 1, 2, 10, 0.25),
  subtotal: fc.integer({ min: 0, max: 20_000 }),
  discountTotal: fc.constantFrom(0, 0, 100),
})

const orders = fc
  .record({
    number: fc.integer({ min: 1, max: 160 }),
    person,
    knows: fc.constantFrom('customer', 'email', 'nobody', 'customer', 'customer'),
    placedAt: ago(500),
    status: fc.constantFrom('paid', 'fulfilled', 'paid', 'cancelled', 'pending', 'refunded'),
    currency: fc.constantFrom('EUR', 'EUR', 'SEK'),
    channel: fc.constantFrom('web', 'till'),
    place: fc.constantFrom('shop', 'till'),
    lines: fc.array(line, { maxLength: 4 }),
    country,
    shipping: country,
    coupons: fc.subarray(['summer', 'vip']),
  })
  .map(({ number, person: who, knows, place, lines, country: at, shipping, coupons, ...rest }) => {
    const discounts = lines.reduce((sum, each) => sum + each.discountTotal, 0)
    const subtotal = lines.reduce((sum, each) => sum + each.subtotal, 0)
    return {
      entity: 'order',
      id: `shop:o${number}`,
      row: {
        connection: 'shop',
        storeId: place === 'shop' ? 'shop:de' : 'till:nz',
        ...rest,
        ...(knows === 'customer' && { customerId: `shop:c${who}` }),
        ...(knows === 'email' && { email: `p${who}@example.com` }),
        lines: lines.map((each, index) => ({
          ...each,
          id: `l${index}`,
          total: each.subtotal - Math.min(each.subtotal, each.discountTotal),
        })),
        total: Math.max(0, subtotal - discounts) + 499,
        shippingTotal: 499,
        ...(at !== null && { billing: { country: at } }),
        ...(shipping !== null && { shipping: { country: shipping } }),
        coupons: coupons.map((code) => ({ code })),
      },
    }
  })

const aboutOrders = fc
  .record({
    kind: fc.constantFrom('refund', 'payment', 'dispute'),
    number: fc.integer({ min: 1, max: 160 }),
    place: fc.integer({ min: 1, max: 2 }),
    at: ago(400),
    amount: fc.integer({ min: 1, max: 9000 }),
    isFailed: fc.boolean(),
  })
  .map(({ kind, number, place, at, amount, isFailed }) => ({
    entity: kind,
    id: `shop:${kind}${number}-${place}`,
    row: {
      connection: 'shop',
      orderId: `shop:o${number}`,
      createdAt: at,
      currency: 'EUR',
      ...(kind === 'refund' && { total: amount }),
      ...(kind === 'payment' && { amount, status: isFailed ? 'failed' : 'paid' }),
      ...(kind === 'dispute' && { amount, status: 'lost' }),
    },
  }))

const ofCustomers = fc
  .record({
    kind: fc.constantFrom('cart', 'subscription', 'event'),
    number: fc.integer({ min: 1, max: 60 }),
    person,
    at: ago(120),
    ended: fc.option(ago(60), { nil: undefined }),
    status: fc.constantFrom('open', 'abandoned', 'ordered'),
    type: fc.constantFrom('email.opened', 'page.viewed', 'segment.entered'),
  })
  .map(({ kind, number, person: who, at, ended, status, type }) => ({
    entity: kind,
    id: `shop:${kind}${number}`,
    row: {
      connection: 'shop',
      customerId: `shop:c${who}`,
      ...(kind === 'cart' && { status, createdAt: at, currency: 'EUR', total: 100 }),
      ...(kind === 'subscription' && {
        status: 'active',
        startedAt: at,
        ...(ended !== undefined && { endedAt: ended }),
        amount: 1000,
        interval: 'month',
        currency: 'EUR',
      }),
      ...(kind === 'event' && {
        type,
        at,
        campaign: number % 2 === 0 ? 'spring' : null,
        quantity: 1.5,
      }),
    },
  }))

const goods = fc
  .record({ id: fc.constantFrom(...products, 'shop:p6'), stock: fc.constantFrom(0, 5, 40, null) })
  .map(({ id, stock }) => ({ entity: 'product', id, row: { connection: 'shop', name: id, stock } }))

/** Changes of a random shop, in their order; some rows come again otherwise, and some go. */
export function anyShopChanges(size: number): fc.Arbitrary<readonly ShopRow[]> {
  const row: fc.Arbitrary<ShopRow> = fc.oneof(
    { weight: 3, arbitrary: customers },
    { weight: 8, arbitrary: orders },
    { weight: 3, arbitrary: aboutOrders },
    { weight: 3, arbitrary: ofCustomers },
    { weight: 1, arbitrary: goods },
  )
  const change = fc
    .tuple(row, fc.integer({ min: 0, max: 11 }))
    .map(([each, luck]): ShopRow =>
      luck === 0 ? { entity: each.entity, id: each.id, row: undefined } : each,
    )
  return fc.array(change, { minLength: size / 2, maxLength: size, size: 'max' })
}
