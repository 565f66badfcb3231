import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromLocal, isZone, zoneOf } from './zone.ts'

const local = (text: string) => Date.parse(`${text}Z`)
const instant = (text: string, zone: string) => new Date(fromLocal(local(text), zone)).toISOString()

test.each([
  ['2026-01-15T12:00:00', 'Europe/London', '2026-01-15T12:00:00.000Z'],
  ['2026-07-15T12:00:00', 'Europe/London', '2026-07-15T11:00:00.000Z'],
  ['2026-07-15T12:00:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
  ['2026-07-15T12:00:00', 'America/New_York', '2026-07-15T16:00:00.000Z'],
  ['2026-07-15T12:00:00', 'UTC', '2026-07-15T12:00:00.000Z'],
  ['1942-07-01T12:00:00', 'Europe/London', '1942-07-01T10:00:00.000Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(instant(text, zone)).toBe(expected)
})

test('a time that does not exist is the instant at which the clocks change', () => {
  for (const text of ['2026-03-29T01:00:00', '2026-03-29T01:30:00', '2026-03-29T01:59:59.999'])
    expect(instant(text, 'Europe/London')).toBe('2026-03-29T01:00:00.000Z')
  expect(instant('2026-03-29T00:59:59.999', 'Europe/London')).toBe('2026-03-29T00:59:59.999Z')
  expect(instant('2026-03-29T02:00:00', 'Europe/London')).toBe('2026-03-29T01:00:00.000Z')
})

test('a time that comes twice is its first coming', () => {
  expect(instant('2026-10-25T01:00:00', 'Europe/London')).toBe('2026-10-25T00:00:00.000Z')
  expect(instant('2026-10-25T01:59:59.999', 'Europe/London')).toBe('2026-10-25T00:59:59.999Z')
  expect(instant('2026-10-25T02:00:00', 'Europe/London')).toBe('2026-10-25T02:00:00.000Z')
  expect(instant('2026-11-01T01:30:00', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
})

test('a day that a zone left out is the next one', () => {
  // Samoa had no 30th of December 2011.
  expect(instant('2011-12-30T12:00:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z')
})

test('half an hour of summer time is handled like a whole one', () => {
  expect(instant('2026-10-04T02:15:00', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z')
  expect(instant('2026-04-05T01:45:00', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z')
})

test('an instant shown by a zone’s clocks is found again, or the earlier one that they show alike', () => {
  const zones = fc.constantFrom(
    'Europe/London',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Asia/Tehran',
  )
  const instants = fc.integer({ min: 0, max: Date.UTC(2040, 0, 1) })
  fc.assert(
    fc.property(zones, instants, (zone, at) => {
      const { offsetAt } = zoneOf(zone)
      const shown = at + offsetAt(at)
      const found = fromLocal(shown, zone)
      expect(found + offsetAt(found)).toBe(shown)
      expect(found).toBeLessThanOrEqual(at)
      expect(at - found).toBeLessThanOrEqual(7_200_000)
    }),
    { numRuns: 500 },
  )
})

test('names that are no zones are told', () => {
  expect(isZone('Europe/Stockholm')).toBe(true)
  expect(isZone('Europe/Atlantis')).toBe(false)
  expect(isZone('')).toBe(false)
})
