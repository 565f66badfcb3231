import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { localInstant } from './local-instant.ts'
import { quietUntil, zonesOf } from './quiet-hours.ts'

const hours = { from: '21:00', to: '08:00' }
const until = (now: string, zones: readonly string[], quiet = hours) => {
  const found = quietUntil(Date.parse(now), quiet, zones)
  return found === undefined ? undefined : new Date(found).toISOString()
}

test.each([
  ['2026-11-25T19:59:00Z', undefined],
  ['2026-11-25T20:00:00Z', '2026-11-26T07:00:00.000Z'],
  ['2026-11-26T06:59:30Z', '2026-11-26T07:00:00.000Z'],
  ['2026-11-26T07:00:00Z', undefined],
])('at %s somebody in Copenhagen is left alone until %s', (now, wanted) => {
  expect(until(now, ['Europe/Copenhagen'])).toBe(wanted)
})

test('hours that do not go over midnight, to the minute', () => {
  expect(until('2026-11-25T12:00:00Z', ['UTC'], { from: '11:30', to: '12:41' })).toBe(
    '2026-11-25T12:41:00.000Z',
  )
})

test('in the night in which the clocks go forward the morning comes an hour sooner', () => {
  expect(until('2027-03-27T22:00:00Z', ['Europe/Copenhagen'])).toBe('2027-03-28T06:00:00.000Z')
})

test('where several zones are possible it is to be day in all of them', () => {
  const zones = ['America/New_York', 'America/Los_Angeles']
  expect(until('2026-11-25T13:30:00Z', zones)).toBe('2026-11-25T16:00:00.000Z')
  expect(until('2026-11-26T01:59:00Z', zones)).toBe(undefined)
  expect(until('2026-11-26T02:00:00Z', zones)).toBe('2026-11-26T16:00:00.000Z')
})

test('zones that share no waking hour keep nobody waiting for ever', () => {
  expect(
    until('2026-11-25T12:00:00Z', ['UTC', 'Pacific/Auckland'], { from: '13:00', to: '12:00' }),
  ).toBe(undefined)
})

test('a country with one zone has that, whatever the shop has', () => {
  expect([
    zonesOf('DK', 'Europe/London'),
    zonesOf('DK', 'Europe/Copenhagen'),
    zonesOf(undefined, 'Europe/London'),
    zonesOf('Denmark', 'Europe/London'),
    zonesOf('US', 'America/Chicago'),
  ]).toStrictEqual([
    ['Europe/Copenhagen'],
    ['Europe/Copenhagen'],
    ['Europe/London'],
    ['Europe/London'],
    ['America/Chicago'],
  ])
  expect(zonesOf('US', 'Europe/London').length).toBeGreaterThan(1)
})

const dayOf = (text: string) => Date.parse(text) / 86_400_000
const local = (day: string, time: string, zone: string) =>
  new Date(localInstant(dayOf(day), time, zone)).toISOString()

test.each([
  ['2026-11-26', '09:00', 'Europe/Copenhagen', '2026-11-26T08:00:00.000Z'],
  ['2026-07-01', '09:00', 'Europe/Copenhagen', '2026-07-01T07:00:00.000Z'],
  ['2026-11-26', '09:00', 'Pacific/Auckland', '2026-11-25T20:00:00.000Z'],
  ['2026-11-26', '00:30', 'America/Los_Angeles', '2026-11-26T08:30:00.000Z'],
  ['2027-03-28', '02:30', 'Europe/Copenhagen', '2027-03-28T01:30:00.000Z'],
  ['2026-10-25', '02:30', 'Europe/Copenhagen', '2026-10-25T00:30:00.000Z'],
])('the clock shows %s %s in %s at %s', (day, time, zone, wanted) => {
  expect(local(day, time, zone)).toBe(wanted)
})

const timeOfDay = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':'),
  )

test('whatever the hours, whoever waits is not disturbed at the end of it, and not an hour too late', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }),
      timeOfDay,
      timeOfDay,
      fc.constantFrom('UTC', 'Europe/Copenhagen', 'America/New_York', 'Pacific/Auckland'),
      (now, from, to, zone) => {
        const found = quietUntil(now, { from, to }, [zone])
        if (found === undefined) return
        expect(found).toBeGreaterThan(now)
        expect(quietUntil(found, { from, to }, [zone])).toBe(undefined)
        expect(quietUntil(found - 60_000, { from, to }, [zone])).not.toBe(undefined)
      },
    ),
    { numRuns: 50 },
  )
})
