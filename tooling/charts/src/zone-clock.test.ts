import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { zoneClock } from './zone-clock.ts'

const berlin = zoneClock('Europe/Berlin')
const utc = (text: string) => Date.parse(`${text}Z`)

test('clocks show summer time in summer', () => {
  expect(berlin.shown(utc('2026-07-01T12:00:00'))).toBe(utc('2026-07-01T14:00:00'))
})

test('an hour that clocks show twice is the first', () => {
  expect(berlin.instantOf(utc('2026-10-25T02:00:00'))).toBe(utc('2026-10-25T00:00:00'))
})

test('an hour that clocks never show is the one after the gap', () => {
  expect(berlin.instantOf(utc('2026-03-29T02:30:00'))).toBe(utc('2026-03-29T01:30:00'))
})

test('what clocks show is found again, in any zone at any time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'Europe/Berlin',
        'America/New_York',
        'Asia/Kathmandu',
        'Australia/Lord_Howe',
        'UTC',
      ),
      fc.integer({ min: 0, max: 70 * 365 * 24 }),
      (zone, hour) => {
        const clock = zoneClock(zone)
        const time = clock.shown(hour * 3_600_000)
        expect(clock.shown(clock.instantOf(time))).toBe(time)
      },
    ),
  )
})
