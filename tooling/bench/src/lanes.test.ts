import { expect, test } from 'vitest'
import { lanesTable } from './lanes-table.ts'
import { measureLanes } from './lanes.ts'

test(
  'changes in healthy shops reach the sink, alone and beside a slow vendor and a dead sink',
  { timeout: 240_000 },
  async () => {
    const figures = await measureLanes(3)
    expect(figures.runs.map(({ lagsMs }) => lagsMs.length)).toStrictEqual([3, 3])
    expect(figures.runs[1]?.beside.deadConnections).toBeGreaterThan(0)
    expect(lanesTable(figures).split('\n')).toHaveLength(4)
  },
)
