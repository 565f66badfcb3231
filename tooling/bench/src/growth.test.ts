import { expect, test } from 'vitest'
import { growthTable } from './growth-table.ts'
import { growthTargets, measureGrowth } from './growth.ts'

test(
  'every step is measured, and writes and sends what changed',
  { timeout: 240_000 },
  async () => {
    const figures = await measureGrowth({ whole: [400], reading: [800], small: [400] })
    expect(
      figures.steps.map(({ name, records, rows, requests }) => [name, records, rows, requests]),
    ).toStrictEqual([
      ['first sync', 400, 400, 0],
      ['the same again', 400, 0, 0],
      ['first push', 400, 0, 1],
      ['push again', 400, 0, 0],
      ['100 changed', 400, 100, 0],
      ['push of those', 400, 0, 1],
      ['first sync', 800, 800, 0],
      ['first sync', 400, 400, 0],
    ])
    const { isSame, measured } = growthTargets(figures)
    expect(isSame).toBe(true)
    expect(measured).toMatchObject({ 'again-rows': 0, 'again-requests': 0 })
    expect(growthTable(figures).split('\n')).toHaveLength(10)
  },
)
