import { expect, test } from 'vitest'
import { measureTill, tillTable } from './till.ts'

test(
  'cards are looked up among customers with orders, and every kind of call is measured',
  { timeout: 120_000 },
  async () => {
    const figures = await measureTill(1500, { calls: 20 })
    expect(figures).toMatchObject({ customers: 1500, orders: 1500 })
    expect(
      [...figures.lookUps, ...figures.busySearches, ...figures.searches].map(
        ({ medianMs }) => medianMs > 0,
      ),
    ).not.toContain(false)
    expect(tillTable(figures)).toContain('among 1500 customers and 1500 orders')
  },
)
