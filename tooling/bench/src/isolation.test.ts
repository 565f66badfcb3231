import { expect, test } from 'vitest'
import { isolationTable } from './isolation-table.ts'
import { measureIsolation } from './isolation.ts'

test(
  'the same objects are read and written with and without isolation, and each run is measured',
  { timeout: 120_000 },
  async () => {
    const figures = await measureIsolation(40, 1)
    const objects = figures.runs.map((run) => [run.name, run.isolation, run.objects])
    expect(objects).toStrictEqual([
      ['start alone', 'none', 1],
      ['start alone', 'process', 1],
      ['read a file', 'none', 40],
      ['read a file', 'process', 40],
      ['read Stripe', 'none', 40],
      ['read Stripe', 'process', 40],
      ['write a file', 'none', 40],
      ['write a file', 'process', 40],
    ])
    for (const run of figures.runs) expect(run.hostMemory).toBeGreaterThan(10e6)
    expect(isolationTable(figures).split('\n')).toHaveLength(14)
  },
)
