import { expect, test } from 'vitest'
import { mappingTable, measureMapping } from './mapping.ts'

test('both languages give the same result, and every contestant is measured', async () => {
  const figures = await measureMapping(1000)
  expect(figures.records).toBe(1000)
  for (const speed of Object.values(figures)) expect(speed).toBeGreaterThan(0)
  expect(figures.ratio).toBeCloseTo(figures.oursWithChecks / figures.segment, 1)
  expect(mappingTable(figures)).toContain('Segment mapping-kit, transform ')
})
