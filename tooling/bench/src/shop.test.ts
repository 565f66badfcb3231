import { expect, test } from 'vitest'
import { shopTable } from './shop-table.ts'
import { measureShop } from './shop.ts'

test(
  'a small shop is loaded, found unchanged, followed and swept, and every run is measured',
  { timeout: 120_000 },
  async () => {
    const figures = await measureShop(60)
    const [first, again, changes, sweep] = figures.runs
    expect(first?.written).toBeGreaterThan(figures.orders + figures.customers)
    expect(again?.written).toBe(0)
    expect(changes?.written).toBeGreaterThan(0)
    expect(sweep?.deleted).toBe(0)
    for (const run of figures.runs) {
      expect(run.peakMemory).toBeGreaterThan(10e6)
      expect(run.computedMs).toBeGreaterThan(0)
      expect(run.requests).toBeGreaterThan(run.limitedRequests)
    }
    expect(shopTable(figures).split('\n')).toHaveLength(10)
  },
)
