import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { stepSize, type StepSize } from './step-size.ts'

const called = { isShared: false, hasCallers: () => true }

/** Takes so many rows as a step of a walk does, where each takes so long. */
function take(size: StepSize, clock: { at: number }, rowMs: number, there = Infinity): number {
  const rows = Math.min(size.rows, there)
  const end = size.begin()
  clock.at += rows * rowMs
  end(rows)
  return rows
}

test('steps become as long as they may be, whatever a row takes', () => {
  assert(
    property(integer({ min: 2, max: 64 }), (parts) => {
      // Exact in binary, so that sums are too.
      const rowMs = parts / 64
      const clock = { at: 0 }
      const size = stepSize(called, 1000, { now: () => clock.at })
      for (let step = 0; step < 12; step += 1) take(size, clock, rowMs)
      const lengthMs = take(size, clock, rowMs) * rowMs
      expect(lengthMs).toBeLessThanOrEqual(10)
      expect(lengthMs).toBeGreaterThan(10 - rowMs)
    }),
  )
})

test('after a slow step the next one is short at once', () => {
  const clock = { at: 0 }
  const size = stepSize(called, 1000, { now: () => clock.at })
  for (let step = 0; step < 8; step += 1) take(size, clock, 1 / 64)
  expect(size.rows).toBe(640)
  take(size, clock, 1)
  expect(size.rows).toBe(10)
})

test('a step that met few rows does not make the next one larger', () => {
  const clock = { at: 0 }
  const size = stepSize(called, 1000, { now: () => clock.at })
  for (let step = 0; step < 20; step += 1) take(size, clock, 0.001, 3)
  expect(size.rows).toBe(32)
})

test('where nobody calls, steps are longer', () => {
  const clock = { at: 0 }
  const size = stepSize({ isShared: false, hasCallers: () => false }, 1000, { now: () => clock.at })
  for (let step = 0; step < 8; step += 1) take(size, clock, 1)
  expect(size.rows).toBe(50)
})

test('where nobody is held up, each step has the most', () => {
  const clock = { at: 0 }
  const size = stepSize({ isShared: true, hasCallers: () => true }, 1000, { now: () => clock.at })
  take(size, clock, 100)
  expect(size.rows).toBe(1000)
})
