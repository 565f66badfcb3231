import { expect, test } from 'vitest'
import { stripeTable } from './stripe-table.ts'
import { measureStripe } from './stripe.ts'

test(
  'a small account is loaded, one several times as large, and one with limits, and every run is measured',
  { timeout: 120_000 },
  async () => {
    const figures = await measureStripe(30, { times: 4 })
    expect(figures.runs.map(({ objects }) => objects)).toStrictEqual([60, 240, 60])
    for (const run of figures.runs) {
      expect(run.rows).toBe(run.objects)
      expect(run.listRequests).toBeGreaterThan(1)
      expect(run.peakMemory).toBeGreaterThan(10e6)
      expect(run.leastMs).toBeGreaterThan(0)
    }
    expect(figures.memory.ratio).toBeGreaterThan(0.5)
    expect(stripeTable(figures).split('\n')).toHaveLength(6)
  },
)
