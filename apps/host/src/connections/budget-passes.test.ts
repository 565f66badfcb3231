import { expect, test } from 'vitest'
import {
  missingPasses,
  noPasses,
  passTimes,
  usePass,
  waitForPass,
  withTurns,
  type GivenTurns,
} from './budget-passes.ts'

const clock = { least: 1000, most: 1002, at: 0 }
const times = passTimes({ requests: 100, windowMs: 1000 })
const turns: GivenTurns = {
  nowMs: 1100,
  startMs: 1150,
  paceMs: 10,
  granted: 2,
  blockedUntilMs: 0,
}
const two = withTurns(noPasses, turns, clock, { leaseMs: 50, aheadMs: 0 })

test('what goes late and what goes early are a tenth of the window together', () => {
  const { leaseMs, creditMs, aheadMs } = passTimes({ requests: 5, windowMs: 60_000 })
  expect({ leaseMs, late: leaseMs + creditMs, aheadMs }).toStrictEqual({
    leaseMs: 500,
    late: 3000,
    aheadMs: 3000,
  })
  expect(times).toStrictEqual({ leaseMs: 50, creditMs: 0, aheadMs: 50 })
})

test('a pass begins and lapses when it certainly does, however exactly the clocks are known', () => {
  expect(two.held).toStrictEqual([
    { from: 150, until: 198 },
    { from: 160, until: 208 },
  ])
})

test('each of those who wait has a pass of its own', () => {
  expect([0, 1, 2].map((promised) => waitForPass(two, promised, 100))).toStrictEqual([
    50,
    60,
    Number.POSITIVE_INFINITY,
  ])
})

test('what is not used in time lapses', () => {
  expect(waitForPass(two, 0, 199)).toBe(0)
  expect(waitForPass(usePass(two, 199), 0, 199)).toBe(Number.POSITIVE_INFINITY)
})

test('where nothing was granted it is known when something may be', () => {
  const refused = { ...turns, granted: 0, blockedUntilMs: 5000 }
  const none = withTurns(noPasses, refused, clock, { leaseMs: 50, aheadMs: 0 })
  expect(waitForPass(none, 0, 100)).toBe(3900)
})

test('who holds a pass for later asks for no other', () => {
  expect(missingPasses(two, 5, times, 100)).toBe(0)
  expect(missingPasses(two, 5, times, 120)).toBe(3)
  expect(missingPasses(noPasses, 5, times, 100)).toBe(5)
})
