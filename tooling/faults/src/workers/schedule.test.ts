import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSchedule, leaseMs } from './schedule.ts'

test('the same seed is the same schedule, with 2 to 4 workers and 5 to 15 faults in their order', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { workers, faults, ...rest } = drawSchedule(seed)
      expect({ workers, faults, ...rest }).toStrictEqual(drawSchedule(seed))
      expect(workers).toBeGreaterThanOrEqual(2)
      expect(workers).toBeLessThanOrEqual(4)
      expect(faults.length).toBeGreaterThanOrEqual(5)
      expect(faults.length).toBeLessThanOrEqual(15)
      const instants = faults.map(({ atMs }) => atMs)
      expect(instants).toStrictEqual(instants.toSorted((one, other) => one - other))
    }),
  )
})

test('whoever is frozen sleeps for longer than its leases hold', () => {
  const sleeps = Array.from({ length: 200 }, (_, seed) => drawSchedule(seed)).flatMap(
    ({ faults }) => faults.flatMap(({ fault }) => (fault.kind === 'freeze' ? [fault.forMs] : [])),
  )
  expect(Math.min(...sleeps)).toBeGreaterThan(leaseMs)
})

test('every kind of fault is drawn', () => {
  const kinds = new Set(
    Array.from({ length: 200 }, (_, seed) => drawSchedule(seed)).flatMap(({ faults }) =>
      faults.map(({ fault }) => fault.kind),
    ),
  )
  expect(kinds.size).toBe(15)
})
