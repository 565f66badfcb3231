import { expect, test } from 'vitest'
import { servedTable } from './served-table.ts'
import { measureServed } from './served.ts'

test(
  'a document is made, made anew and left alone, and each is measured',
  { timeout: 120_000 },
  async () => {
    const figures = await measureServed([30])
    expect(figures.steps.map(({ name, items }) => [name, items])).toStrictEqual([
      ['first version', 30],
      ['every item changed', 30],
      ['nothing changed', 30],
    ])
    for (const { bytes, peakMemory } of figures.steps) {
      expect(bytes).toBeGreaterThan(1000)
      expect(peakMemory).toBeGreaterThan(10e6)
    }
    expect(servedTable(figures).split('\n')).toHaveLength(5)
  },
)
