import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { Work } from './database.ts'
import { stepSize, type StepSize } from './step-size.ts'

function* stepOf(rows: number, pass: () => void): Work<number> {
  yield { kind: 'query', sql: 'select', parameters: [] }
  pass()
  return rows
}

/** Takes so many rows as a step of a walk does, where each takes so long. */
function take(size: StepSize, clock: { at: number }, rowMs: number, there = Infinity): number {
  const rows = Math.min(size.rows, there)
  const work = size.timed(stepOf(rows, () => (clock.at += rows * rowMs)))
  while (work.next().done !== true);
  return rows
}

test('steps become as long as they may be, whatever a row takes', () => {
  assert(
    property(integer({ min: 2, max: 64 }), (parts) => {
      // Exact in binary, so that sums are too.
      const rowMs = parts / 64
      const clock = { at: 0 }
      const size = stepSize({ isShared: false }, 1000, { now: () => clock.at })
      for (let step = 0; step < 12; step += 1) take(size, clock, rowMs)
      const lengthMs = take(size, clock, rowMs) * rowMs
      expect(lengthMs).toBeLessThanOrEqual(10)
      expect(lengthMs).toBeGreaterThan(10 - rowMs)
    }),
  )
})

test('after a slow step the next one is short at once', () => {
  const clock = { at: 0 }
  const size = stepSize({ isShared: false }, 1000, { now: () => clock.at })
  for (let step = 0; step < 8; step += 1) take(size, clock, 1 / 64)
  expect(size.rows).toBe(640)
  take(size, clock, 1)
  expect(size.rows).toBe(10)
})

test('a step that met few rows does not make the next one larger', () => {
  const clock = { at: 0 }
  const size = stepSize({ isShared: false }, 1000, { now: () => clock.at })
  for (let step = 0; step < 20; step += 1) take(size, clock, 0.001, 3)
  expect(size.rows).toBe(32)
})

test('where nobody is held up, each step has the most', () => {
  const clock = { at: 0 }
  const size = stepSize({ isShared: true }, 1000, { now: () => clock.at })
  take(size, clock, 100)
  expect(size.rows).toBe(1000)
})
