import { expect, test } from 'vitest'
import { untilFullStep, type StepClock } from './full-steps.ts'

/** When something ends that takes so long. */
async function endOf(takesMs: number, fails = false): Promise<number> {
  let now = 1000
  const clock: StepClock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
  const work = async () => {
    now += takesMs
    if (fails) throw new Error('no')
  }
  await untilFullStep(work, clock).catch(() => {})
  return now - 1000
}

test.each([
  [0, 20],
  [0.3, 20],
  [4, 20],
  [19.9, 20],
  [21, 40],
])('what takes %d ms ends after %d', async (takesMs, endsMs) => {
  expect(await endOf(takesMs)).toBeCloseTo(endsMs, 6)
})

test('what fails takes as long as what does not', async () => {
  expect(await endOf(3, true)).toBe(await endOf(3))
})

test('what comes of it is given back', async () => {
  const clock = { now: () => 0, sleep: async () => {} }
  expect(await untilFullStep(async () => 'found', clock)).toBe('found')
})
