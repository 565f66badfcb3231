import { expect, test } from 'vitest'
import { workersTable } from './workers-table.ts'
import { measureWorkers, workersTargets } from './workers.ts'

test(
  'two workers, one of which is killed, read what one worker reads, and each run is measured',
  { timeout: 240_000 },
  async () => {
    const figures = await measureWorkers(600, {
      workers: 2,
      killed: 1,
      latencyMs: 100,
      limits: { lengthMs: 1000, processes: [2] },
    })
    expect(figures.runs.map(({ isSame }) => isSame)).toStrictEqual([true, true, true, true])
    expect(figures.runs.map(({ killed }) => killed)).toStrictEqual([0, 1, 0, 0])
    for (const run of figures.runs) {
      expect(run.listRequests).toBeGreaterThanOrEqual(6)
      expect(run.readingMs).toBeGreaterThan(0)
    }
    expect(figures.limits.map(({ processes }) => processes)).toStrictEqual([2, 2])
    expect(workersTable(figures).split('\n')).toHaveLength(14)
    const { isSame, measured } = workersTargets(figures)
    expect(isSame).toBe(true)
    expect(measured['workers-four']).toBeGreaterThan(0)
  },
)
