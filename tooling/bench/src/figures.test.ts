import { expect, test } from 'vitest'
import { figuresTable } from './figures-table.ts'
import { measureFigures } from './figures.ts'

test(
  'the sums of a small shop are made, and every question of a dashboard is answered from them',
  { timeout: 120_000 },
  async () => {
    const run = await measureFigures(2000)
    expect(run).toMatchObject({ orders: 2000 })
    expect(run.fillMs).toBeGreaterThan(0)
    expect(run.questions).toHaveLength(12)
    expect(figuresTable(run)).toContain('a year by country and month')
  },
)
