import type { Schema } from '@cartograph/core'
import { simulatedShop as merchant } from '@cartograph/simulators'
import { readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { recorded } from './testing/fixture.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { testContext, testSettings } from './testing/context.ts'
import { shopStreams } from './streams.ts'

const streams = shopStreams(testSettings, null)

/** What the streams add to the rows of a list. */
const additions: Readonly<Record<string, object>> = {
  products: { shop_currency: 'DKK', attribute_values: {} },
  variations: { shop_currency: 'DKK', attribute_values: {} },
  coupons: { shop_currency: 'DKK' },
  refunds: {
    order: { id: 1, status: 'completed', currency: 'DKK', customer_id: 1, billing: { email: '' } },
  },
}

test.each([
  ['orders', 'orders'],
  ['refunds', 'refunds'],
  ['products', 'products'],
  ['variations', 'variations'],
  ['customers', 'customers'],
  ['coupons', 'coupons'],
  ['reviews', 'reviews'],
  ['categories', 'categories'],
  ['tags', 'tags'],
  ['attributes', 'attributes'],
  ['taxes', 'taxes'],
  ['shippingZones', 'shipping-zones'],
  ['paymentGateways', 'payment-gateways'],
])('the schema of %s fits what a shop answers', async (stream, fixture) => {
  const schema: Schema<object> | undefined = streams[stream]?.schema
  const rows = recorded(fixture)
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const result = await schema?.['~standard'].validate({ ...row, ...additions[stream] })
    expect(result).not.toHaveProperty('issues')
  }
})

async function issuesOf(schema: Schema<object>, rows: Iterable<object>) {
  const issues: string[] = []
  for (const row of rows) {
    const result = await schema['~standard'].validate(row)
    issues.push(...(result.issues ?? []).map(({ message }) => message))
  }
  return issues
}

const reading = { ...testSettings, notes: false }

test.each([
  ['transactions', reading],
  ['reports', { ...reading, reports: true }],
])(
  'every row of a shop is as its schema says, read with only the fields asked for: %s',
  async (_what, chosen) => {
    const { settings } = await simulatedShop({ shop: merchant({ seed: 5, orders: 120 }) })
    const context = testContext({ ...chosen, ...settings }, { until: Date.now() })
    for (const [name, stream] of Object.entries(shopStreams(context.config, null))) {
      const { rows, ended } = await readStream(context, stream)
      expect([name, ended, await issuesOf(stream.schema, rows.values())]).toStrictEqual([
        name,
        true,
        [],
      ])
    }
  },
)

test('orders and refunds give way to the shop’s own report figures where the settings say so', () => {
  const names = Object.keys(shopStreams({ ...testSettings, reports: true }, null))
  expect(names).toContain('reportSales')
  expect(names).not.toContain('orders')
  expect(Object.keys(streams)).not.toContain('reportSales')
})

test('notes on orders are read only where the settings ask for them', () => {
  expect(Object.keys(streams)).not.toContain('orderNotes')
  expect(Object.keys(shopStreams({ ...testSettings, notes: true }, null))).toContain('orderNotes')
})

test('what an older shop does not have is left out, or read from the parents', () => {
  const older = shopStreams(testSettings, {
    version: '8.0.0',
    missing: ['brands', 'variations', 'refunds'],
    statuses: [],
  })
  expect(Object.keys(older)).not.toContain('brands')
  expect(older['variations']).not.toBe(streams['variations'])
  expect(older['refunds']?.get).toBeUndefined()
})
