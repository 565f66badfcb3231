import { readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { reportSales, reportTopSellers, reportTotals } from './reports.ts'
import { testContext } from './testing/context.ts'
import { recorded } from './testing/fixture.ts'

const day = {
  sales: '1200.50',
  orders: 3,
  items: 7,
  tax: '240.10',
  shipping: '39.00',
  discount: '0.00',
  customers: 1,
}

function contextWith(answer: (url: URL) => unknown, settings = {}) {
  return testContext(
    { url: 'https://shop.example', ...settings },
    {
      answer: ({ url }) => Response.json(answer(new URL(url))),
      account: { currency: 'DKK' },
      until: Date.parse('2026-03-15T10:00:00Z'),
    },
  )
}

test('sales are read month by month, a row a day', async () => {
  const context = contextWith(
    ({ searchParams }) => [
      {
        totals_grouped_by: 'day',
        totals: { [searchParams.get('date_min') ?? '']: day },
      },
    ],
    { startDate: '2026-01-20' },
  )
  const { rows } = await readStream(context, reportSales)
  expect([...rows.keys()].toSorted()).toStrictEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  expect(rows.get('2026-02-01')).toStrictEqual({ ...day, day: '2026-02-01', currency: 'DKK' })
  const ranges = context.requests.map(({ url }) => new URL(url).searchParams.get('date_max'))
  expect(ranges).toStrictEqual(['2026-03-31', '2026-02-28', '2026-01-31'])
})

test('without a start date thirteen months are read', async () => {
  const context = contextWith(() => [])
  await readStream(context, reportTopSellers)
  expect(context.requests).toHaveLength(13)
  expect(context.requests.at(-1)?.url).toContain('date_min=2025-03-01')
})

test('figures that come by month are no days, and are left out', async () => {
  const context = contextWith(() => recorded('reports-sales'), { startDate: '2026-03-01' })
  expect((await readStream(context, reportSales)).rows.size).toBe(0)
})

test('a product is a top seller of a month', async () => {
  const context = contextWith(() => [{ product_id: 20, quantity: 5, name: 'Kaffe' }], {
    startDate: '2026-02-01',
  })
  expect([...(await readStream(context, reportTopSellers)).rows.keys()]).toStrictEqual([
    '2026-03/20',
    '2026-02/20',
  ])
})

test('totals say what they count', async () => {
  const context = contextWith(({ pathname }) =>
    pathname.endsWith('/orders/totals') ? recorded('reports-totals') : [],
  )
  expect((await readStream(context, reportTotals)).rows.get('orders/completed')).toStrictEqual({
    slug: 'completed',
    name: 'Completed',
    total: 816,
    report: 'orders',
  })
})
