import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { offsetSample, vendorClock } from './vendor-clock.ts'

const answer = (date: number | undefined, sentAt: number, receivedAt: number, age?: string) => ({
  headers: new Headers({
    ...(date !== undefined && { date: new Date(date).toUTCString() }),
    ...(age !== undefined && { age }),
  }),
  sentAt,
  receivedAt,
})

const at = Date.parse('2026-11-25T12:00:00Z')

test('a clock that runs as ours does has no offset', () => {
  const clock = vendorClock()
  for (let number = 0; number < 20; number += 1) {
    const now = at + number * 337
    clock.learn(answer(now, now - 50, now + 50))
  }
  expect(clock.offsetMs()).toBe(0)
})

test('an offset is learnt to within a second, whatever the latency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      fc.array(fc.record({ gap: fc.nat(5000), latency: fc.nat(800) }), { minLength: 3 }),
      (offset, answers) => {
        const clock = vendorClock()
        let now = at
        for (const { gap, latency } of answers) {
          now += gap
          clock.learn(answer(now + latency / 2 + offset, now, now + latency))
        }
        expect(Math.abs(clock.offsetMs() - offset)).toBeLessThanOrEqual(1000)
      },
    ),
  )
})

test('one strange answer does not move it', () => {
  const clock = vendorClock()
  for (let number = 0; number < 5; number += 1) clock.learn(answer(at + 90_000, at, at + 100))
  clock.learn(answer(0, at, at + 100))
  expect(Math.abs(clock.offsetMs() - 90_000)).toBeLessThanOrEqual(1000)
})

test('an answer out of a cache, or without a date, says nothing', () => {
  expect(offsetSample(answer(at - 60_000, at, at, '60'))).toBeUndefined()
  expect(offsetSample(answer(undefined, at, at))).toBeUndefined()
})

test('what an earlier process learnt holds until an answer says more', () => {
  const clock = vendorClock()
  clock.recall(7000)
  expect(clock.offsetMs()).toBe(7000)
  clock.learn(answer(at, at, at))
  expect(clock.offsetMs()).toBe(0)
})
