import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNumbers } from '../draw.ts'
import { hangingClock, longestHoldMs } from './hanging-clock.ts'

const steps = fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 100 })

test('the clock never goes back, never runs ahead and never hangs longer than is said', () => {
  fc.assert(
    fc.property(fc.nat(), steps, (seed, pauses) => {
      let now = 1_000_000
      const clock = hangingClock(randomNumbers(seed), { machine: () => now, chance: 0.3 })
      let before = Number.NEGATIVE_INFINITY
      for (const pause of pauses) {
        now += pause
        const shown = clock()
        expect(shown).toBeGreaterThanOrEqual(before)
        expect(shown).toBeLessThanOrEqual(now)
        expect(now - shown).toBeLessThanOrEqual(longestHoldMs)
        before = shown
      }
    }),
  )
})

test('a clock that hangs shows the same instant until it is let go', () => {
  let now = 0
  const clock = hangingClock(() => 0.01, { machine: () => now })
  const first = clock()
  now = longestHoldMs * 0.009
  expect(clock()).toBe(first)
  now = longestHoldMs
  expect(clock()).toBe(now)
})
