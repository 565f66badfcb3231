import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { learnClock, type ClockBounds } from './budget-clock.ts'

test('the true difference of two clocks lies between its bounds, however long answers take', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(
        fc.record({
          pauseMs: fc.nat(60_000),
          thereMs: fc.nat(400),
          backMs: fc.nat(400),
        }),
        { minLength: 1, maxLength: 20 },
      ),
      (ahead, questions) => {
        let now = 0
        let known: ClockBounds | undefined
        for (const { pauseMs, thereMs, backMs } of questions) {
          const askedAt = now + pauseMs
          const answeredAt = askedAt + thereMs + backMs
          known = learnClock(known, { nowMs: askedAt + thereMs + ahead, askedAt, answeredAt })
          now = answeredAt
        }
        expect(known?.least).toBeLessThanOrEqual(ahead)
        expect(known?.most).toBeGreaterThanOrEqual(ahead)
      },
    ),
  )
})

test('a quick answer says more than slow ones after it', () => {
  const quick = learnClock(undefined, { nowMs: 1001, askedAt: 0, answeredAt: 2 })
  const slow = learnClock(quick, { nowMs: 1500, askedAt: 400, answeredAt: 800 })
  expect(slow.most - slow.least).toBeLessThan(4)
})

test('when the clock of the database is set, what was known counts no more', () => {
  const before = learnClock(undefined, { nowMs: 1001, askedAt: 0, answeredAt: 2 })
  const after = learnClock(before, { nowMs: 90_000, askedAt: 100, answeredAt: 104 })
  expect(after).toStrictEqual({ least: 89_896, most: 89_900, at: 104 })
})
