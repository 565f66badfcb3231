import { expect, test } from 'vitest'
import { measureStarting, startingTable, startingTargets } from './starting.ts'

test('each start is measured, and the median is what counts', { timeout: 240_000 }, async () => {
  const figures = await measureStarting(20, 1)
  for (const { timesMs } of figures.starts) expect(timesMs).toHaveLength(1)
  const { measured } = startingTargets(figures)
  expect(Math.min(...Object.values(measured))).toBeGreaterThan(10)
  expect(startingTable(figures).split('\n')).toHaveLength(4)
})
