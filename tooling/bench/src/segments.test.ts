import { expect, test } from 'vitest'
import { segmentsTable } from './segments-table.ts'
import { measureSegments } from './segments.ts'

test(
  'the segments of a small shop are made, brought up to date, and counted',
  { timeout: 120_000 },
  async () => {
    const run = await measureSegments(2000)
    expect(run).toMatchObject({ orders: 2000 })
    expect(run.customers).toBeGreaterThan(400)
    expect(run.counts).toHaveLength(5)
    expect(run.counts.filter(({ members }) => members === 0)).toStrictEqual([])
    expect(segmentsTable(run)).toContain('the best tenth, not lost')
  },
)
